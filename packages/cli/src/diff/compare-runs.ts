import { createHash } from "node:crypto";
import type { TraceNode, TraceStore } from "@earshot/trace";
import { compareTraces, contentOfEvents, type RunContent, type TraceComparison } from "@earshot/trace/compare";

/** How much is held while two runs are compared. */
export interface CompareOptions {
  /** Of each text so many characters, and a hash of all, so that what differs beyond them still does. Default: all of it. */
  readonly longestText?: number;
}

/** Two runs of a store side by side, with what they were asked and answered. Of the events one is held at a time. */
export async function compareRuns(
  store: Pick<TraceStore, "exportTrace">,
  [left, right]: readonly [TraceNode, TraceNode],
  { longestText = Number.POSITIVE_INFINITY }: CompareOptions = {},
): Promise<TraceComparison> {
  const contents = new Map<string, RunContent>();
  for (const rootRunId of new Set([left.run.rootRunId, right.run.rootRunId]))
    for await (const event of store.exportTrace(rootRunId)) {
      if (!/\.(?:start|end)$/u.test(event.type)) continue;
      const content = bounded(contentOfEvents([event]), longestText);
      const known = contents.get(event.runId);
      // An end may tell the inputs too: what the start says of them counts.
      contents.set(event.runId, event.type.endsWith(".end") ? { ...content, ...known } : { ...known, ...content });
    }
  return compareTraces([left], [right], { contentOf: ({ runId }) => contents.get(runId) });
}

function bounded(content: RunContent, longest: number): RunContent {
  const texts: [string, string][] = Object.entries(content);
  if (texts.every(([, text]) => text.length <= longest)) return content;
  return Object.fromEntries(texts.map(([name, text]) => [name, boundedText(text, longest)]));
}

function boundedText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return `${text.slice(0, longest)}…\n(${text.length} characters, SHA-256 ${hash}…)`;
}
