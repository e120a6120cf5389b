import { clip, formatDuration, sanitizeLine, statusMark } from "@earshot/handlers/rendering";
import type { RunRecord } from "@earshot/trace";
import { isRootRun } from "@earshot/trace/reducer";
import { statusOfRecord } from "../show/run-node-of-trace.js";
import type { CommandContext } from "../terminal/command-context.js";
import { formatTime } from "../terminal/format-time.js";
import { plainColors } from "../terminal/plain-colors.js";
import { renderTable } from "../terminal/render-table.js";
import { figuresOfRun } from "./figures-of-run.js";

type Cells = readonly string[];

const titles: Cells = ["RUN", "", "STARTED", "NAME", "TIME", "TOKENS", "COST", "INPUT/ERROR"];
const rightAligned = new Set(["TIME", "TOKENS", "COST"]);
/** A run can be shown by its id, which says the rest. */
const spare = ["COST", "TOKENS", "STARTED", "TIME"];
const longestName = 32;
/** Less than so many columns have no room for whole ids. */
const wide = 72;
/** Enough of a UUID v7 for its millisecond. */
const shortestId = 13;

/** Runs as a table: a line each, cut at the width of the terminal. */
export function renderRunTable(
  runs: readonly RunRecord[],
  { colors, columns }: Pick<CommandContext, "colors" | "columns">,
): string {
  // The beginning of an id means an outermost run before any other.
  const isShort = columns < wide || (Number.isFinite(columns) && runs.every(isRootRun));
  const idLength = isShort ? lengthOfIds(runs.map(({ runId }) => runId)) : Number.POSITIVE_INFINITY;
  const rows = runs.map((run) => cellsOf(run, idLength));
  const [head = "", ...lines] = renderTable(
    { titles, rows, rightAligned, spare, text: "INPUT/ERROR" },
    { colors, columns },
  );
  const painted = lines.map((line, index) => {
    const { sign, paint } = statusMark(statusOfRecord(runs[index]?.status ?? "unknown"), colors);
    return line.replace(` ${sign} `, ` ${paint(sign)} `);
  });
  return [head, ...painted].join("\n");
}

function cellsOf(run: RunRecord, idLength: number): Cells {
  const { tokens, cost } = figuresOfRun(run);
  return [
    run.runId.slice(0, idLength),
    statusMark(statusOfRecord(run.status), plainColors).sign,
    formatTime(run.startedAt),
    clip(sanitizeLine(run.name), longestName),
    run.endedAt === undefined ? "" : formatDuration(run.endedAt - run.startedAt),
    tokens,
    cost,
    sanitizeLine(run.error === undefined ? (run.inputPreview ?? "") : `${run.error.name}: ${run.error.message}`),
  ];
}

/** How much of the ids tells them apart. */
function lengthOfIds(ids: readonly string[]): number {
  const longest = Math.max(...ids.map((id) => id.length));
  let length = shortestId;
  while (length < longest && new Set(ids.map((id) => id.slice(0, length))).size < ids.length) length++;
  return length;
}
