import type { TraceStore } from "../store/trace-store.js";

/** A kind of store that takes the suite. */
export interface TraceStoreSubject {
  /** A new, empty store each time. */
  open(): Promise<TraceStore>;
  /**
   * The same traces, opened a second time while the first is open, as another process would; left out by stores that only one can have open.
   */
  openAgain?(store: TraceStore): Promise<TraceStore>;
}
