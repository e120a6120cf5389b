import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartSubject } from "./chart-series.js";
import { formatStep } from "./format-step.js";
import type { Step } from "./statistics-query.js";

const height = 190;

/** What {@link drawPlot} draws, and for whom. */
export interface PlotOptions {
  readonly subject: ChartSubject;
  readonly steps: readonly Step[];
  readonly stepMs: number;
  /** Called with the step that is pointed at. */
  onPoint(index: number | undefined): void;
}

/** Draws a chart into an element, in the colours of the page as they are now. */
export function drawPlot(holder: HTMLElement, { subject, steps, stepMs, onPoint }: PlotOptions): uPlot {
  const colorOf = (token: string) => resolvedColor(holder, token);
  const axis = {
    stroke: colorOf("--text-faint"),
    grid: { stroke: colorOf("--line"), width: 1 },
    ticks: { show: false },
    font: `11px ${getComputedStyle(holder).fontFamily}`,
  };
  const isBars = subject.shape === "bars";
  const options: uPlot.Options = {
    width: Math.max(120, holder.clientWidth),
    height,
    padding: [10, 28, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !isBars, size: 6 } },
    scales: {
      x: { time: true, range: () => shownSpan(steps, stepMs) },
      y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: stepMs < 86_400_000 ? 110 : 64,
        values: (_, moments) => moments.map((moment) => formatStep(moment * 1_000, stepMs)),
      },
      { ...axis, size: 62, space: 36, values: (_, figures) => figures.map((figure) => subject.format(figure)) },
    ],
    series: [
      {},
      ...subject.series.map(({ title, color, dash = [] }): uPlot.Series => {
        const stroke = colorOf(color);
        if (!isBars)
          return {
            label: title,
            stroke,
            width: 2,
            dash: [...dash],
            points: {
              show: steps.length < 40,
              size: 5,
              fill: stroke,
              filter: (plot, at, show) => (show ? null : alone(plot.data[at])),
            },
          };
        return { label: title, fill: stroke, width: 0, points: { show: false }, paths: bars };
      }),
    ],
    hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? undefined)] },
  };
  const data = [steps.map(({ time }) => time / 1_000), ...subject.series.map(({ of }) => steps.map(of))];
  return new uPlot(options, data as uPlot.AlignedData, holder);
}

/** Steps that a chart is wide at least: a single one would be as wide as the page. */
const leastSteps = 12;

/** From when to when, in seconds: half a step more than there is, for the bars at both ends. */
function shownSpan(steps: readonly Step[], stepMs: number): [number, number] {
  const last = steps.at(-1)?.time ?? 0;
  const first = Math.min(steps[0]?.time ?? 0, last - (leastSteps - 1) * stepMs);
  return [(first - stepMs / 2) / 1_000, (last + stepMs / 2) / 1_000];
}

const bars = uPlot.paths.bars?.({ size: [0.7, 28], radius: 0.12 });

/** A canvas knows no tokens: an element that has the colour says what it is. */
function resolvedColor(holder: HTMLElement, token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  holder.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Figures with none before and none after them: no line goes through these. */
function alone(figures: uPlot.AlignedData[number] = []): number[] {
  return [...figures.keys()].filter((at) => figures[at] != null && figures[at - 1] == null && figures[at + 1] == null);
}
