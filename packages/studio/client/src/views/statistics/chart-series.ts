import { formatCost, formatCount } from "../../format/format-amounts.js";
import { formatDuration } from "../../format/format-duration.js";
import type { Step } from "./statistics-query.js";

/** A line or a row of bars. */
export interface Series {
  readonly title: string;
  /** A colour of the page, by its token. */
  readonly color: string;
  /** Of a line: lengths of its strokes and gaps, so that it is told apart by more than its colour, and from one that it lies upon. */
  readonly dash?: readonly number[];
  /** Of steps that have none, `null`. */
  of(step: Step): number | null;
}

/** What one chart shows. */
export interface ChartSubject {
  readonly id: string;
  readonly title: string;
  readonly shape: "bars" | "lines";
  /** Of bars: from the outermost to the innermost, each containing the next. */
  readonly series: readonly Series[];
  format(figure: number): string;
}

const percentile = (of: "runs" | "calls", figure: "latency" | "timeToFirstToken", share: "p50" | "p90" | "p99") => ({
  title: share,
  color: { p50: "--good", p90: "--accent", p99: "--warn" }[share],
  dash: { p50: [], p90: [7, 3], p99: [2, 3] }[share],
  of: (step: Step) => step[of]?.[figure]?.[share] ?? null,
});

/** Of a step of whose calls nobody knows a price, none. */
const costOf = ({ runs }: Step): number | null =>
  Number(runs?.cost ?? 0) === 0 && (runs?.unknownCosts ?? 0) > 0 ? null : Number(runs?.cost ?? 0);

const shares = ["p50", "p90", "p99"] as const;

/** The charts of the page, in their order. */
export const chartSubjects: readonly ChartSubject[] = [
  {
    id: "runs",
    title: "Runs and errors",
    shape: "bars",
    series: [
      { title: "Runs", color: "--accent", of: ({ runs }) => runs?.runs ?? 0 },
      { title: "Errors", color: "--bad", of: ({ runs }) => runs?.errors ?? 0 },
    ],
    format: formatCount,
  },
  {
    id: "latency",
    title: "Latency",
    shape: "lines",
    series: shares.map((share) => percentile("runs", "latency", share)),
    format: formatDuration,
  },
  {
    id: "first-token",
    title: "Time to first token",
    shape: "lines",
    series: shares.map((share) => percentile("calls", "timeToFirstToken", share)),
    format: formatDuration,
  },
  {
    id: "tokens",
    title: "Tokens",
    shape: "bars",
    series: [
      { title: "All", color: "--kind-chat-model", of: ({ runs }) => runs?.usage.totalTokens ?? 0 },
      { title: "Output", color: "--kind-retriever", of: ({ runs }) => runs?.usage.outputTokens ?? 0 },
    ],
    format: formatCount,
  },
  {
    id: "cost",
    title: "Cost",
    shape: "bars",
    series: [{ title: "Cost", color: "--kind-tool", of: costOf }],
    format: (figure) => formatCost(String(figure)),
  },
];
