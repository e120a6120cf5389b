import { immutableJSONPatch } from "immutable-json-patch";
import type { JsonPatchOperation } from "../util/compare-json.js";

/** A step of a JSON Patch (RFC 6902). `streamLog` adds and replaces. */
export type RunLogOperation =
  | JsonPatchOperation
  | { readonly op: "test"; readonly path: string; readonly value: unknown }
  | { readonly op: "move" | "copy"; readonly from: string; readonly path: string };

/** One run below the run that is logged. */
export interface LogEntry {
  readonly id: string;
  readonly name: string;
  /** `"llm"` for chat models as well. */
  readonly type: string;
  readonly tags: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly start_time: string;
  readonly streamed_output: readonly unknown[];
  /** A model's tokens. */
  readonly streamed_output_str: readonly string[];
  /** There once the run has ended, unless it failed. */
  readonly final_output?: unknown;
  readonly end_time?: string | undefined;
}

/** What the patches of a `streamLog` amount to: the run that is logged and those below it. */
export interface RunState {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly streamed_output: readonly unknown[];
  readonly final_output?: unknown;
  /** By name, numbered from the second of a name on (`"parser"`, `"parser:2"`), in the order they started. */
  readonly logs: Readonly<Record<string, LogEntry>>;
}

/** What `streamLog` yields: how the state of the log changes. One after the other they make the {@link RunLog}. */
export class RunLogPatch {
  readonly ops: readonly RunLogOperation[];

  constructor(fields: { readonly ops?: readonly RunLogOperation[] }) {
    this.ops = fields.ops ?? [];
  }

  /** Both, and the state they amount to when they start from nothing. Neither is changed. */
  concat(other: RunLogPatch): RunLog {
    return RunLog.fromRunLogPatch(this).concat(other);
  }
}

/**
 * A log so far: the state, and the patches that made it. Never changed: states share what they have in common.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { RunLogPatch } from "@earshot/core/tracers/log_stream";
 *
 * let log = new RunLogPatch({});
 * for await (const patch of RunnableLambda.from((n: number) => n + 1).streamLog(1)) log = log.concat(patch);
 * console.log("state" in log && log.state);
 * ```
 */
export class RunLog extends RunLogPatch {
  readonly state: RunState;

  constructor(fields: { readonly ops?: readonly RunLogOperation[]; readonly state: RunState }) {
    super(fields);
    this.state = fields.state;
  }

  /** The state after `other`. */
  override concat(other: RunLogPatch): RunLog {
    return new RunLog({ ops: [...this.ops, ...other.ops], state: applied(this.state, other.ops) });
  }

  /** The log that starts with this patch. */
  static fromRunLogPatch(patch: RunLogPatch): RunLog {
    return new RunLog({ ops: patch.ops, state: applied({}, patch.ops) });
  }
}

function applied(state: object, ops: readonly RunLogOperation[]): RunState {
  return immutableJSONPatch(state, ops as Parameters<typeof immutableJSONPatch>[1]) as RunState;
}
