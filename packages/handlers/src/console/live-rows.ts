import type { Colors } from "../rendering/colors.js";
import { formatDuration } from "../rendering/format-duration.js";
import { formatTokens } from "../rendering/format-usage.js";
import { sumUsage } from "../rendering/sum-usage.js";
import type { Detail } from "./fit-details.js";
import type { Remark, RunRecord, Speech } from "./run-record.js";
import type { ShownRun } from "./shown-run.js";
import { layOut, type Statement } from "./statement.js";

/** How the picture of a moment is drawn. */
export interface Picture {
  readonly height: number;
  readonly columns: number;
  /** Unix milliseconds. */
  readonly now: number;
  /** What shows that a run goes on. */
  readonly spinner: string;
  readonly colors: Colors;
}

/** What may be shown. Where there is no room for all, those of the highest rank go first. */
interface Row {
  readonly rank: number;
  /** Within a rank, the first are kept of open runs, the last of everything else. */
  readonly keepsFirst?: boolean;
  draw(): string;
}

/** The lines of streaming text that are shown at most. */
const mostTextLines = 3;
/** The narrowest that such a line becomes, however deep its run. */
const narrowestText = 8;

const ranks = { root: 0, open: 1, text: 2, remark: 3, moreText: 4, ended: 6 } as const;

/** The open runs as lines: each with the runs that have ended below it, the last that was said of it, and the end of its text. */
export function liveRows(roots: Iterable<RunRecord>, picture: Picture): string[] {
  const rows: Row[] = [];
  for (const root of roots) addRun(rows, root, { depth: 0, picture });
  const { chosen, hiddenRuns } = choose(rows, picture.height);
  const lines = chosen.map((row) => row.draw());
  if (hiddenRuns > 0) lines.push(picture.colors.dim(`… ${hiddenRuns} more running`));
  return lines;
}

interface RowPlace {
  readonly depth: number;
  readonly picture: Picture;
}

function addRun(rows: Row[], record: RunRecord, place: RowPlace): void {
  const { depth, picture } = place;
  const isRoot = depth === 0;
  rows.push({
    rank: isRoot ? ranks.root : ranks.open,
    keepsFirst: true,
    draw: () => drawStatement(headOf(record, picture), depth, picture),
  });
  const below = { depth: depth + 1, picture };
  const last = lastOf(record);
  for (const entry of record.entries) {
    if (entry.kind === "run") {
      if (entry.ending === undefined) addRun(rows, entry, below);
      else for (const end of entry.ending) if (end.sign === "╰") rows.push(statementRow(end, ranks.ended, below));
    } else if (entry === last.speech) addSpeech(rows, entry, below);
    else if (entry === last.remark) rows.push(statementRow(entry.statement, ranks.remark, below));
  }
}

/** The last that was said of a run, and what its model is just saying. */
function lastOf({ entries }: RunRecord): { readonly remark: Remark | undefined; readonly speech: Speech | undefined } {
  const last = entries.at(-1);
  const speech = last?.kind === "speech" ? last : undefined;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === "remark") return { remark: entry, speech };
  }
  return { remark: undefined, speech };
}

function addSpeech(rows: Row[], { tail, voice }: Speech, { depth, picture }: RowPlace): void {
  const { dim } = picture.colors;
  const gutter = gutterOf(depth) + voice.label;
  const lines = tail.lines(mostTextLines, Math.max(picture.columns - gutter.length, narrowestText));
  for (const [index, line] of lines.entries()) {
    const age = lines.length - 1 - index;
    const rank = age === 0 ? ranks.text : ranks.moreText + age - 1;
    rows.push({ rank, draw: () => dim(gutter) + voice.paint(line) });
  }
}

function statementRow(statement: Statement, rank: number, { depth, picture }: RowPlace): Row {
  return { rank, draw: () => drawStatement(statement, depth, picture) };
}

/** The head of an open run: its name and kind, and how it is doing. */
function headOf({ run, heading }: RunRecord, { now, spinner, colors }: Picture): Statement {
  const elapsed: Detail = { text: formatDuration(now - run.startedAt), weight: "essential" };
  const details = [elapsed, ...progressOf(run), ...(heading?.details ?? [])];
  return {
    sign: "│",
    lead: `${colors.cyan(spinner)} `,
    name: run.name,
    tail: heading?.tail ?? ` ${colors.cyan(run.what)}`,
    details,
    paint: colors.dim,
  };
}

/**
 * The tokens so far. Of a model, as its provider counts them; a provider that counts at the end only has said fewer than the chunks that came, and
 * then those are told. Of a root, what the models below it used that have ended.
 */
function progressOf({ parent, usages, progress }: ShownRun): Detail[] {
  const { chunks, inputTokens, outputTokens } = progress;
  if (chunks > 0) {
    const output = outputTokens >= chunks ? `${outputTokens} tokens` : countOf(chunks, "chunk");
    return [{ text: inputTokens > 0 ? `${inputTokens} → ${output}` : output, weight: "essential" }];
  }
  const used = parent === undefined && usages.length > 0 ? formatTokens(sumUsage(usages)) : undefined;
  return used === undefined ? [] : [{ text: used, weight: "essential" }];
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function drawStatement(statement: Statement, depth: number, { columns, colors }: Picture): string {
  const gutter = gutterOf(depth);
  return colors.dim(gutter) + layOut(statement, { room: columns - gutter.length, colors }).line;
}

/** The deepest that runs are drawn apart. */
const deepest = 12;

function gutterOf(depth: number): string {
  return "│ ".repeat(Math.min(depth, deepest));
}

/** The rows there is room for, in their order, and how many open runs are not among them. */
function choose(
  rows: readonly Row[],
  height: number,
): { readonly chosen: readonly Row[]; readonly hiddenRuns: number } {
  if (rows.length <= height) return { chosen: rows, hiddenRuns: 0 };
  const openRuns = rows.reduce((count, { rank }) => count + (rank <= ranks.open ? 1 : 0), 0);
  // A line for what is left out, if open runs are.
  const room = openRuns > height ? height - 1 : height;
  const byRank = rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => a.row.rank - b.row.rank || (a.row.keepsFirst === true ? a.index - b.index : b.index - a.index))
    .slice(0, room)
    .sort((a, b) => a.index - b.index);
  return { chosen: byRank.map(({ row }) => row), hiddenRuns: openRuns > height ? openRuns - room : 0 };
}
