import type { RunnableConfig } from "../context/run-config.js";
import type { RunKind } from "../events/run-facts.js";
import type { Serialized } from "../load/serialized.js";
import { openRun } from "../runs/open-run.js";
import type { RunOptions } from "../runs/run-options.js";
import { begin } from "../runs/run-with.js";
import type { Run } from "../runs/run.js";

/** Opens a run that is ended by hand, and says its start. Rejects if a guard objects; the run has ended with its objection then. */
export async function startRun<TKind extends RunKind>(
  options: RunOptions<TKind>,
  config: RunnableConfig,
): Promise<Run> {
  const run = openRun({ ...options, runName: undefined }, config); // LangChain names these by their component alone
  await begin(run, options);
  return run;
}

/** Starts a run for each item, in order. If one is objected to, those before it end as cancelled. */
export async function startEach<TItem>(
  items: readonly TItem[],
  startOne: (item: TItem, index: number) => Promise<Run>,
): Promise<Run[]> {
  const runs: Run[] = [];
  try {
    for (const [index, item] of items.entries()) runs.push(await startOne(item, index));
  } catch (error) {
    for (const run of runs) run.cancel(error);
    throw error;
  }
  return runs;
}

/** What typed events call a run that is known by its component alone. */
export function nameOf(serialized: Serialized | undefined): string {
  return serialized?.name ?? serialized?.id?.at(-1) ?? "run";
}
