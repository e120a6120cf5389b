import type { Library } from "../library.js";

/** A library in a process of its own, and what differs in how one listens to it. */
export interface Subject {
  readonly library: Library;
  readonly awaitAllCallbacks: () => Promise<unknown>;
  /** Told, by whatever the library calls it, at which event a handler failed. */
  readonly onHandlerFailure: (listener: (event: string) => void) => void;
}
