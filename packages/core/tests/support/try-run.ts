import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { run, type EventOf, type RunHandle, type RunnableConfig } from "../../src/exports/events.js";
import { outcomeOf, type PromiseOutcome } from "./outcome-of.js";
import { startOptions } from "./start-options.js";

/** What became of a run, and what was heard of it. */
export interface TriedRun {
  readonly outcome: PromiseOutcome;
  readonly heard: readonly string[];
  readonly end: EventOf<"chain.end"> | undefined;
}

/** Runs a chain with a recording handler. */
export async function tryRun(body: (handle: RunHandle) => unknown, config: RunnableConfig = {}): Promise<TriedRun> {
  const recording = recordingHandler();
  const outcome = await outcomeOf(run(startOptions.chain, body, { ...config, callbacks: [recording] }));
  assertWellFormed(recording.events);
  return { outcome, heard: recording.summary(), end: recording.ofType("chain.end")[0] };
}
