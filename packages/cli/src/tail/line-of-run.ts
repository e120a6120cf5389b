import { formatDuration, sanitizeLine, statusMark } from "@earshot/handlers/rendering";
import type { RunRecord } from "@earshot/trace";
import { figuresOfRun } from "../runs/figures-of-run.js";
import { statusOfRecord } from "../show/run-node-of-trace.js";
import type { CommandContext } from "../terminal/command-context.js";
import { paintedLine } from "../terminal/painted-line.js";

/** How a run is put into a line. */
interface LineOptions extends Pick<CommandContext, "colors" | "columns"> {
  /** Until when a run that goes on has taken its time; left out, it is not told how long it took so far. */
  readonly now?: number;
  /** What it says is told elsewhere. */
  readonly isSpeaking?: boolean;
}

/** A run in one line: when it began, how it stands, what it took, what it says. */
export function lineOfRun(run: RunRecord, { colors, columns, now, isSpeaking = false }: LineOptions): string {
  const { sign, paint } = statusMark(statusOfRecord(run.status), colors);
  const { error } = run;
  const said = error === undefined ? (run.outputPreview ?? run.inputPreview ?? "") : `${error.name}: ${error.message}`;
  const text = isSpeaking ? "" : sanitizeLine(said);
  const quoted = { text: text === "" ? "" : `  ${text}`, ...(error === undefined ? {} : { paint: colors.red }) };
  return paintedLine(
    [
      { text: new Date(run.startedAt).toTimeString().slice(0, 8), paint: colors.dim },
      { text: ` ${sign} `, paint },
      { text: sanitizeLine(run.name), paint: colors.bold },
      { text: [` · ${run.kind}`, ...factsOf(run, run.endedAt ?? now)].join(" · ") },
      quoted,
    ],
    columns,
  );
}

function factsOf(run: RunRecord, until: number | undefined): readonly string[] {
  const { tokens, cost } = figuresOfRun(run);
  return [
    ...(until === undefined ? [] : [formatDuration(Math.max(0, until - run.startedAt))]),
    ...(tokens === "" ? [] : [`${tokens} tokens`]),
    ...(cost === "" ? [] : [cost]),
  ];
}
