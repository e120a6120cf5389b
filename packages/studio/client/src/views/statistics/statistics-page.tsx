import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { changes } from "../../api/changes.js";
import { addressOfRoute } from "../../routing/route.js";
import { FilterBar } from "../../runs/filter-bar.js";
import { NoRuns } from "../../runs/no-runs.js";
import { Chart } from "./chart.js";
import { chartSubjects } from "./chart-series.js";
import { Figures } from "./figures.js";
import { formatStepLength } from "./format-step.js";
import { GroupTable } from "./group-table.js";
import { readStatistics, type Statistics } from "./statistics-query.js";
import "./statistics.css";

/** What the runs that are asked for come to: in all, over time, by name and by model. */
export function StatisticsPage({ filters }: { readonly filters: URLSearchParams }) {
  const { statistics, failure } = useStatistics(filters);
  const isEmpty = statistics?.total === undefined;
  return (
    <section class="statistics-page" aria-label="Statistics">
      <h1 class="visually-hidden">Statistics</h1>
      <FilterBar filters={filters} page="statistics" />
      {isEmpty ? (
        <div class="no-runs">
          <NoRuns
            state={statistics !== undefined ? "ready" : failure === "" ? "loading" : "failed"}
            failure={failure}
            filters={filters}
            page="statistics"
          />
        </div>
      ) : (
        <Shown statistics={statistics} filters={filters} />
      )}
    </section>
  );
}

interface ShownProps {
  readonly statistics: Statistics;
  readonly filters: URLSearchParams;
}

function Shown({ statistics, filters }: ShownProps) {
  const { total, calls, steps, stepMs, byName, byModel } = statistics;
  const subjects = chartSubjects.filter(({ series }) =>
    series.some(({ of }) => steps.some((step) => (of(step) ?? 0) > 0)),
  );
  return (
    <div class="statistics-body">
      <Figures total={total} calls={calls} />
      <p class="statistics-note">
        Each step is {/^\d/u.test(formatStepLength(stepMs)) ? "" : "one "}
        {formatStepLength(stepMs)}.{" "}
        <a class="link" href={addressOfRoute({ page: "runs", filters })}>
          See these runs
        </a>
      </p>
      <div class="charts">
        {subjects.map((subject) => (
          <Chart key={subject.id} subject={subject} steps={steps} stepMs={stepMs} />
        ))}
      </div>
      <GroupTable title="By name" nameless="Without a name" filter="name" filters={filters} rows={byName} />
      <GroupTable title="By model" nameless="Unknown model" filter="model" filters={filters} rows={byModel} />
    </div>
  );
}

/** Milliseconds between two looks, if runs come faster; more, if a look takes long. */
const lookAgainAfter = 1_500;

function useStatistics(filters: URLSearchParams) {
  const statistics = useSignal<Statistics | undefined>(undefined);
  const failure = useSignal("");
  useEffect(() => {
    const stopped = new AbortController();
    const { signal } = stopped;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let took = 0;
    const look = async () => {
      const began = Date.now();
      try {
        statistics.value = await readStatistics(filters, signal);
        failure.value = "";
      } catch (error) {
        if (!signal.aborted) failure.value = error instanceof Error ? error.message : String(error);
      }
      took = Date.now() - began;
    };
    void look();
    const stopListening = changes.listen(({ runs, deleted = [], isReset }) => {
      if (runs.length === 0 && deleted.length === 0 && isReset !== true) return;
      timer ??= setTimeout(
        () => {
          timer = undefined;
          void look();
        },
        Math.max(lookAgainAfter, 5 * took),
      );
    });
    const stopWaiting = changes.onReturn(() => void look());
    return () => {
      stopped.abort();
      clearTimeout(timer);
      stopListening();
      stopWaiting();
    };
  }, [filters.toString()]);
  return { statistics: statistics.value, failure: failure.value };
}
