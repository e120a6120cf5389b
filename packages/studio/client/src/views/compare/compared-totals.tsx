import type { TraceNode } from "@earshot/trace/reducer";
import { formatCost, formatCount } from "../../format/format-amounts.js";
import { formatDuration } from "../../format/format-duration.js";

type RunInTree = TraceNode["run"];

interface Figure {
  readonly title: string;
  /** Less of it is better; of what is neither good nor bad, `undefined`. */
  readonly isLessBetter?: boolean;
  of(run: RunInTree): number | undefined;
  format(figure: number): string;
}

const count = (figure: number) => formatCount(figure);
const duration = (figure: number) => formatDuration(figure);
/** With four digits behind the point: what two runs differ by is often that little. */
const cost = (figure: number) => (figure >= 0.01 && figure < 1 ? `$${figure.toFixed(4)}` : formatCost(String(figure)));

/** A run of whose calls nobody knows a price has none to compare. */
const costOf = ({ totals }: RunInTree) =>
  Number(totals.cost) === 0 && totals.unknownCosts > 0 ? undefined : Number(totals.cost);

const figures: readonly Figure[] = [
  {
    title: "Duration",
    isLessBetter: true,
    of: ({ startedAt, endedAt }) => endedAt && endedAt - startedAt,
    format: duration,
  },
  {
    title: "First token",
    isLessBetter: true,
    of: ({ startedAt, firstTokenAt }) => firstTokenAt && firstTokenAt - startedAt,
    format: duration,
  },
  { title: "Cost", isLessBetter: true, of: costOf, format: cost },
  { title: "Input tokens", isLessBetter: true, of: ({ totals }) => totals.usage.inputTokens, format: count },
  { title: "Output tokens", of: ({ totals }) => totals.usage.outputTokens, format: count },
  { title: "Model calls", of: ({ totals }) => totals.modelCalls, format: count },
  { title: "Tool calls", of: ({ totals }) => totals.toolCalls, format: count },
  { title: "Runs", of: ({ totals }) => totals.runs, format: count },
  { title: "Errors", isLessBetter: true, of: ({ totals }) => totals.errors, format: count },
];

/** What both came to, side by side, and by how much they differ. */
export function ComparedTotals({ left, right }: { readonly left: RunInTree; readonly right: RunInTree }) {
  const shown = figures.filter((figure) => [figure.of(left), figure.of(right)].some((value) => (value ?? 0) !== 0));
  return (
    <div class="compared-totals" tabIndex={0} role="group" aria-label="Totals">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Side</span>
            </th>
            {shown.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Side title="Left" run={left} shown={shown} />
          <Side title="Right" run={right} shown={shown} />
          <tr>
            <th scope="row">Difference</th>
            {shown.map((figure) => (
              <Difference key={figure.title} figure={figure} left={figure.of(left)} right={figure.of(right)} />
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface SideProps {
  readonly title: string;
  readonly run: RunInTree;
  readonly shown: readonly Figure[];
}

function Side({ title, run, shown }: SideProps) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {shown.map((figure) => {
        const value = figure.of(run);
        return <td key={figure.title}>{value === undefined ? "–" : figure.format(value)}</td>;
      })}
    </tr>
  );
}

interface DifferenceProps {
  readonly figure: Figure;
  readonly left: number | undefined;
  readonly right: number | undefined;
}

function Difference({ figure, left, right }: DifferenceProps) {
  if (left === undefined || right === undefined) return <td>–</td>;
  const difference = right - left;
  if (difference === 0) return <td class="figure-same">=</td>;
  const sign = difference > 0 ? "+" : "−";
  const share = left === 0 ? "" : ` (${sign}${percent(Math.abs(difference) / left)})`;
  const tone = figure.isLessBetter === true ? (difference < 0 ? "good" : "bad") : undefined;
  return (
    <td data-tone={tone}>
      {sign}
      {figure.format(Math.abs(difference))}
      <span class="figure-share">{share}</span>
    </td>
  );
}

const percent = (share: number): string =>
  share >= 10 ? `${Math.round(share)}×` : `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
