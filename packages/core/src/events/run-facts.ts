import type { Serialized } from "../load/serialized.js";

/** What a run does. */
export type RunKind = "chat_model" | "llm" | "chain" | "tool" | "retriever" | "embedding";

/** How a run ended; the set is closed. */
export type RunStatus = "ok" | "error" | "cancelled" | "interrupted";

/** Whether a run's events are meant for the user of the app or for its makers. Inherited by the runs below. */
export type Visibility = "user" | "internal";

/** The facts of a run that stay the same for all its events. */
export interface RunFacts {
  /** UUID v7, or the `runId` given in the config. */
  readonly runId: string;
  readonly parentRunId: string | undefined;
  readonly rootRunId: string;
  readonly kind: RunKind;
  /** The finer kind of a chain: `"prompt"`, `"parser"`, …; `undefined` for the rest. */
  readonly runType: string | undefined;
  /** The config's `runName`, or the component's own name. */
  readonly name: string;
  /** What LangChain's methods are given as `runName`: LangChain leaves sequences and models without, unless the config names them. */
  readonly runName: string | undefined;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly visibility: Visibility;
  /** The component in LangChain's serialized form, secrets masked; built when it is first read. */
  readonly serialized: Serialized;
}
