import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { theme } from "../../shell/theme.js";
import type { ChartSubject } from "./chart-series.js";
import { formatStep } from "./format-step.js";
import { drawPlot } from "./plot.js";
import type { Step } from "./statistics-query.js";

interface ChartProps {
  readonly subject: ChartSubject;
  readonly steps: readonly Step[];
  readonly stepMs: number;
}

/** A chart, gone through step by step with the arrows, with its figures in words, and as a table beside it. */
export function Chart({ subject, steps, stepMs }: ChartProps) {
  const pointed = useSignal<number | undefined>(undefined);
  const { holder, plot } = usePlot({ subject, steps, stepMs }, (index) => (pointed.value = index));
  const at = pointed.value === undefined ? undefined : steps[pointed.value];
  const said = (step: Step) =>
    `${formatStep(step.time, stepMs)}: ${subject.series.map((each) => `${each.title} ${figure(subject, each.of(step))}`).join(", ")}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    const move = moves[event.key];
    if (move === undefined || plot.current === undefined) return;
    event.preventDefault();
    const from = pointed.peek() ?? (move > 0 ? -1 : steps.length);
    pointAt(plot.current, Math.min(steps.length - 1, Math.max(0, from + move)));
  };
  return (
    <figure class="chart" aria-label={subject.title}>
      <figcaption>
        <h2>{subject.title}</h2>
        <span class="chart-legend" aria-hidden="true">
          {at !== undefined && <span class="chart-moment">{formatStep(at.time, stepMs)}</span>}
          {subject.series.map((each) => (
            <span key={each.title}>
              <i style={{ background: `var(${each.color})` }} />
              {each.title}
              {at !== undefined && <b>{figure(subject, each.of(at))}</b>}
            </span>
          ))}
        </span>
      </figcaption>
      <div
        class="chart-plot"
        ref={holder}
        role="slider"
        tabIndex={0}
        aria-label={`${subject.title} over time`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, steps.length - 1)}
        aria-valuenow={pointed.value ?? steps.length - 1}
        aria-valuetext={said(at ?? (steps.at(-1) as Step))}
        onKeyDown={onKeyDown}
        onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
      />
      <ChartTable subject={subject} steps={steps} stepMs={stepMs} />
    </figure>
  );
}

const figure = (subject: ChartSubject, value: number | null): string => (value === null ? "–" : subject.format(value));

function pointAt(plot: uPlot, index: number): void {
  const moment = plot.data[0][index];
  if (moment !== undefined) plot.setCursor({ left: plot.valToPos(moment, "x"), top: 10 });
}

function ChartTable({ subject, steps, stepMs }: ChartProps) {
  return (
    <details class="chart-table">
      <summary>As a table</summary>
      <div class="table-frame" tabIndex={0} role="group" aria-label={`${subject.title} as a table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              {subject.series.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {steps
              .filter(({ runs, calls }) => runs !== undefined || calls !== undefined)
              .map((step) => (
                <tr key={step.time}>
                  <th scope="row">{formatStep(step.time, stepMs)}</th>
                  {subject.series.map((each) => (
                    <td key={each.title}>{figure(subject, each.of(step))}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Draws the chart anew when its figures, its width or the theme changed. */
function usePlot({ subject, steps, stepMs }: ChartProps, onPoint: (index: number | undefined) => void) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const { value: shownTheme } = theme;
  useEffect(() => {
    const { current } = holder;
    if (current === null) return undefined;
    const draw = () => {
      plot.current?.destroy();
      plot.current = drawPlot(current, { subject, steps, stepMs, onPoint });
    };
    draw();
    let { clientWidth } = current;
    const resized = new ResizeObserver(() => {
      if (current.clientWidth === clientWidth) return;
      ({ clientWidth } = current);
      plot.current?.setSize({ width: clientWidth, height: plot.current.height });
    });
    resized.observe(current);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener("change", draw);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [subject, steps, stepMs, shownTheme]);
  return { holder, plot };
}
