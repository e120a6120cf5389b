import type { EventPayloads } from "../events/event-payloads.js";
import type { RunKind, Visibility } from "../events/run-facts.js";
import type { Serialized } from "../load/serialized.js";

/** What another runtime tells of a run that it starts. */
export interface ForeignStart<TKind extends RunKind = RunKind> {
  readonly kind: TKind;
  /** The other runtime's id of the run; its events and its children are found by it. */
  readonly runId: string;
  /** The id of its parent. One that was told of is its parent here; of any other the id alone is kept. */
  readonly parentRunId: string | undefined;
  readonly name: string;
  /** What LangChain's methods are given as `runName`. */
  readonly runName: string | undefined;
  readonly runType?: string | undefined;
  /** All there are, inherited ones included. */
  readonly tags?: readonly string[] | undefined;
  /** All there is, inherited metadata included. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  /** Default: that of its parent. */
  readonly visibility?: Visibility | undefined;
  readonly serialized?: Serialized | undefined;
  /** The payload of its start event. */
  readonly start: EventPayloads[`${TKind}.start`];
  /**
   * Something that the other runtime holds on to as long as the run can go on. Once it is garbage the run has been left, and ends as
   * cancelled.
   */
  readonly heldWhileOpen?: object | undefined;
}
