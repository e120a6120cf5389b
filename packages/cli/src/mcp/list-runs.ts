import type { RunQuery, TraceStore } from "@earshot/trace";
import { howManyFit, longestAnswer } from "./fitting.js";
import { shortened } from "./shortened.js";

/** Runs as an agent reads them: as many of those asked for as fit into an answer, and where the rest begins. */
export async function listRuns(store: Pick<TraceStore, "listRuns">, query: RunQuery): Promise<object> {
  const page = await store.listRuns(query);
  const rows = page.runs.map((run) => shortened(run));
  const fitting = Math.max(1, howManyFit(rows, longestAnswer));
  if (fitting >= rows.length) return { runs: rows, ...nextOf(page) };
  // The cursor of a shorter page is where that one ends.
  const shorter = await store.listRuns({ ...query, limit: fitting });
  const leftOut = `${rows.length - fitting} of ${rows.length} runs are too much for one answer: they come with \`cursor\` set to \`next\`.`;
  return { runs: shorter.runs.map((run) => shortened(run)), ...nextOf(shorter), leftOut };
}

const nextOf = ({ next }: { readonly next?: string }) => (next === undefined ? {} : { next });
