import type { Callbacks } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";
import type { ForeignRuns } from "./foreign-runs.js";

/** Where a handler for another runtime keeps what it tells: whoever knows it can tell that itself, and more than the other runtime's methods say. */
export const toldThrough: unique symbol = Symbol.for("earshot.told_through") as never;

/** A handler for another runtime that is the voice of Earshot's there. */
export interface ForeignVoice {
  readonly [toldThrough]?: ForeignRuns | undefined;
}

/** A callback manager of LangChain's, of whatever copy: what the config that its functions are handed has as `callbacks`. */
export interface ForeignManager {
  readonly handlers: readonly (Handler & ForeignVoice)[];
  readonly inheritableHandlers: readonly (Handler & ForeignVoice)[];
  readonly inheritableTags?: readonly string[];
  readonly inheritableMetadata?: Readonly<Record<string, unknown>>;
  getParentRunId(): string | undefined;
}

/** A run manager of LangChain's or Earshot's: what the functions of tools and the methods of models are given. */
export interface ForeignRunManager {
  readonly runId: string;
  readonly handlers: readonly (Handler & ForeignVoice)[];
  getChild?(): object;
}

/** What says who is to hear a call of another runtime's, and which run it is made in: `callbacks` of any kind, of Earshot's and of LangChain's. */
export type ForeignCallbacks = Callbacks | ForeignManager | ForeignRunManager;
