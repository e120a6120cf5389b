import type { TraceNode, TraceStore } from "@earshot/trace";
import { contentOfEvents } from "@earshot/trace/compare";
import { boundedText } from "./bounded-text.js";

const longestText = 12_000;
const mostBelow = 100;

/** A run as an agent reads it: its record, its content, and what ran below it, by ids that can be read in turn. */
export async function readRun(store: Pick<TraceStore, "readEvents">, { run, children }: TraceNode): Promise<unknown> {
  const content = contentOfEvents(await store.readEvents(run.runId));
  const below = children.slice(0, mostBelow).map((child) => ({
    runId: child.run.runId,
    name: child.run.name,
    kind: child.run.kind,
    status: child.run.status,
    totals: child.run.totals,
  }));
  const cut = Object.entries(content).map(([name, text]: [string, string]) => [name, boundedText(text, longestText)]);
  return { run, ...Object.fromEntries(cut), below, moreBelow: children.length - below.length };
}
