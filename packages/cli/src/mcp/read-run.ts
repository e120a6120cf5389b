import type { TraceNode, TraceStore } from "@earshot/trace";
import { contentOfEvents } from "@earshot/trace/compare";
import { CommandFailedError } from "../command-failed-error.js";
import { howManyFit, longestAnswer, pieceThatFits } from "./fitting.js";
import { shortened } from "./shortened.js";

/** The texts of a run. */
export const fields = ["input", "parameters", "output", "error"] as const;

/** Which part of a run: nothing said, all of it as far as it fits. */
export interface RunPart {
  readonly field?: (typeof fields)[number] | undefined;
  readonly offset?: number | undefined;
  readonly belowFrom?: number | undefined;
}

/** Of each text; the record and what ran below share the rest. */
const roomOfText = 10_000;
const roomBelow = 15_000;
const mostBelow = 100;

/** A run as an agent reads it: its record, its texts, and what ran below it, by ids that can be read in turn. What is cut says how to go on. */
export async function readRun(
  store: Pick<TraceStore, "readEvents">,
  { run, children }: TraceNode,
  { field, offset = 0, belowFrom = 0 }: RunPart,
): Promise<object> {
  const content = contentOfEvents(await store.readEvents(run.runId));
  const error = run.error === undefined ? undefined : textOf(run.error);
  const texts: { readonly [name: string]: string | undefined } = { ...content, error };
  if (field !== undefined) {
    const text = texts[field];
    if (text === undefined) throw new CommandFailedError(`The run ${run.runId} has no ${field}.`);
    return {
      runId: run.runId,
      field,
      offset,
      characters: text.length,
      ...pieceThatFits(text, offset, longestAnswer / 2),
    };
  }
  const pieces: Record<string, string> = {};
  const more: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    const { text: piece, next } = pieceThatFits(text, 0, roomOfText);
    pieces[name] = piece;
    if (next !== undefined) more.push(`${name}: ${text.length} characters, go on with field "${name}", offset ${next}`);
  }
  const below = children.slice(belowFrom, belowFrom + mostBelow).map(rowOf);
  const shown = below.slice(0, Math.max(1, howManyFit(below, roomBelow)));
  const nextBelow = belowFrom + shown.length;
  if (nextBelow < children.length) more.push(`below: ${children.length} runs, go on with belowFrom ${nextBelow}`);
  const { error: _, ...record } = run;
  return { run: shortened(record), ...pieces, below: shown, ...(more.length === 0 ? {} : { more }) };
}

const rowOf = ({ run: { runId, name, kind, status, totals } }: TraceNode) =>
  shortened({ runId, name, kind, status, totals });

function textOf({
  name,
  message,
  stack,
}: {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}) {
  return stack?.includes(message) === true ? stack : [`${name}: ${message}`, stack ?? ""].join("\n").trimEnd();
}
