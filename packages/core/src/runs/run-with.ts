import type { RunnableConfig } from "../context/run-config.js";
import type { EventPayloads } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { RunKind } from "../events/run-facts.js";
import { execute } from "./execute.js";
import { promiseOf } from "./maybe-promise.js";
import { start } from "./start.js";
import { openRun } from "./open-run.js";
import type { Run } from "./run.js";
import { RunHandle } from "./run-handle.js";
import { runKinds } from "./run-kinds.js";
import type { RunOptions, RunOutputs } from "./run-options.js";

/**
 * The one primitive that all work speaks through: opens a run, says its start, does `body`, and says its one end with what became of it.
 * Returns, throws, aborts and timeouts all end it, with what is still open below it ended before.
 *
 * @throws what the body threw; an error named `AbortError` or `TimeoutError` if the run was cancelled; a guard's objection
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 *
 * const double = await run({ kind: "tool", name: "double", start: { args: { n: 4 }, input: '{"n":4}', toolCallId: undefined } }, () => 8, {
 *   callbacks: [{ handleToolEnd: (output) => console.log("heard", output) }],
 * });
 * console.log(double);
 * // => heard 8
 * // => 8
 * ```
 */
export function run<TKind extends RunKind, TOutput extends RunOutputs[TKind]>(
  options: RunOptions<TKind>,
  body: (handle: RunHandle) => TOutput | PromiseLike<TOutput>,
  config?: RunnableConfig,
): Promise<TOutput> {
  return promiseOf(() => {
    const opened = openRun(options, config);
    return execute<TOutput>(opened, begin(opened, options), () => body(new RunHandle(opened)));
  });
}

/** Says the start of a run that the primitive opened. */
export function begin<TKind extends RunKind>(opened: Run, options: RunOptions<TKind>): Promise<void> | undefined {
  if (options.kind === "chain") opened.inputs = (options.start as EventPayloads["chain.start"]).inputs;
  return start(opened, runKinds[options.kind].start as EventRow, options.start as never);
}
