import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ComparedRun, TraceComparison } from "@earshot/trace/compare";
import type { TraceNode } from "@earshot/trace/reducer";
import { nameOfRun } from "../../format/name-of-run.js";
import { useFollowed } from "../../api/use-followed.js";
import { formatMoment } from "../../format/format-moment.js";
import { useCommands } from "../../keyboard/command.js";
import { addressOfRoute, routeOfRun } from "../../routing/route.js";
import { goTo } from "../../routing/router.js";
import { StatusMark } from "../../runs/run-cells.js";
import { DeadEnd } from "../../shell/dead-end.js";
import { ChooseRun } from "./choose-run.js";
import { comparedRows, keyOf } from "./compared-rows.js";
import { ComparedTotals } from "./compared-totals.js";
import { ComparedTree } from "./compared-tree.js";
import { ComparisonModel } from "./comparison-model.js";
import { PairDetails } from "./pair-details.js";
import "./compare.css";

interface ComparePageProps {
  /** Ids of runs; empty if they are still to be chosen. */
  readonly left: string;
  readonly right: string;
}

/** Two runs side by side: what they came to, their trees as one, and what was said in each as one text. */
export function ComparePage({ left, right }: ComparePageProps) {
  if (left === "" || right === "") return <ChooseRun key={`${left} ${right}`} left={left} right={right} />;
  return <Comparison key={`${left} ${right}`} left={left} right={right} />;
}

function Comparison({ left, right }: ComparePageProps) {
  const model = useFollowed(() => new ComparisonModel(left, right), [left, right]);
  const comparison = model.comparison.value;
  const sides = model.sides.value;
  const swap = () => goTo({ page: "compare", left: right, right: left }, { replace: true });
  useCommands([{ id: "swap", title: "Swap the sides", group: "Trace", keys: ["s"], run: swap }], [left, right]);
  if (comparison === undefined || sides.left === undefined || sides.right === undefined)
    return model.state.value === "failed" ? (
      <NoComparison failure={model.failure.value} left={left} right={right} />
    ) : (
      <p class="note" role="status">
        Loading…
      </p>
    );
  return (
    <section class="compare-page" aria-label="Comparison">
      <h1 class="visually-hidden">
        {nameOfRun(sides.left)} compared with {nameOfRun(sides.right)}
      </h1>
      <header class="compare-head">
        <SideCard title="Left" run={sides.left} change={{ page: "compare", left: "", right }} />
        <button type="button" class="button swap" onClick={swap} title="Swap the sides (s)">
          <span aria-hidden="true">⇄</span>
          <span class="visually-hidden">Swap the sides</span>
        </button>
        <SideCard title="Right" run={sides.right} change={{ page: "compare", left, right: "" }} />
      </header>
      <ComparedTotals left={sides.left} right={sides.right} />
      <ComparedBody comparison={comparison} model={model} />
    </section>
  );
}

/** One of them may have been deleted: it can be chosen anew. */
function NoComparison({ failure, left, right }: ComparePageProps & { readonly failure: string }) {
  return (
    <DeadEnd title="These runs can't be compared">
      <p>{failure}</p>
      <p>
        <a class="link" href={addressOfRoute({ page: "compare", left: "", right })}>
          Choose another left side
        </a>
      </p>
      <p>
        <a class="link" href={addressOfRoute({ page: "compare", left, right: "" })}>
          Choose another right side
        </a>
      </p>
    </DeadEnd>
  );
}

interface SideCardProps {
  readonly title: string;
  readonly run: TraceNode["run"];
  readonly change: { readonly page: "compare"; readonly left: string; readonly right: string };
}

function SideCard({ title, run, change }: SideCardProps) {
  return (
    <div class="side-card">
      <span class="side-title">{title}</span>
      <StatusMark status={run.status} />
      <a class="run-name" href={addressOfRoute(routeOfRun(run))}>
        {nameOfRun(run)}
      </a>
      <time class="side-moment" dateTime={new Date(run.startedAt).toISOString()}>
        {formatMoment(run.startedAt)}
      </time>
      <a class="link side-change" href={addressOfRoute(change)} aria-label={`Change the ${title.toLowerCase()} side`}>
        Change
      </a>
    </div>
  );
}

interface ComparedBodyProps {
  readonly comparison: TraceComparison;
  readonly model: ComparisonModel;
}

function ComparedBody({ comparison, model }: ComparedBodyProps) {
  const changesAlone = useSignal(false);
  const by = useSignal<"lines" | "words">("words");
  const rows = useMemo(
    () => comparedRows(comparison.runs, { changesAlone: changesAlone.value }),
    [comparison, changesAlone.value],
  );
  const chosenKey = useSignal<string | undefined>(undefined);
  const all = rows.map(({ compared }) => compared);
  const chosen = all.find((compared) => keyOf(compared) === chosenKey.value) ?? firstToShow(all);
  return (
    <>
      <CompareTools {...{ comparison, changesAlone, by }} isByPreviews={model.isByPreviews.value} />
      <div class="compare-body">
        <ComparedTree
          rows={rows}
          chosenKey={chosen === undefined ? "" : keyOf(chosen)}
          onChoose={(key) => (chosenKey.value = key)}
        />
        {chosen !== undefined && (
          <PairDetails compared={chosen} by={by.value} contentOf={(runId) => model.contentOf(runId)} />
        )}
      </div>
    </>
  );
}

interface CompareToolsProps extends Pick<ComparedBodyProps, "comparison"> {
  readonly changesAlone: Signal<boolean>;
  readonly by: Signal<"lines" | "words">;
  readonly isByPreviews: boolean;
}

/** What came of the comparison, and how it is shown. */
function CompareTools({ comparison, changesAlone, by, isByPreviews }: CompareToolsProps) {
  const { same, changed, left, right } = comparison.counts;
  const toggleChanges = () => void (changesAlone.value = !changesAlone.peek());
  const toggleWords = () => void (by.value = by.peek() === "words" ? "lines" : "words");
  const group = "Trace";
  useCommands([
    { id: "changes-alone", title: "Show differences alone", group, keys: ["d"], run: toggleChanges },
    { id: "compare-by", title: "Compare by words or lines", group, keys: ["w"], run: toggleWords },
  ]);
  const found = changed + left + right === 0 ? "The runs are the same" : differencesOf({ changed, left, right });
  return (
    <div class="compare-tools">
      <p class="compare-sum" role="status">
        {found}
        {same > 0 && changed + left + right > 0 && `, ${same} the same`}
        {isByPreviews && " – by the first 200 characters of what they said"}
      </p>
      <button type="button" class="button" aria-pressed={changesAlone.value} onClick={toggleChanges}>
        Differences alone
      </button>
      <div class="quick" role="group" aria-label="Compare texts by">
        {(["words", "lines"] as const).map((each) => (
          <button
            key={each}
            type="button"
            class="button"
            aria-pressed={by.value === each}
            onClick={() => (by.value = each)}
          >
            {each === "words" ? "Words" : "Lines"}
          </button>
        ))}
      </div>
    </div>
  );
}

const differencesOf = ({ changed, left, right }: { readonly [side in "changed" | "left" | "right"]: number }): string =>
  [
    [changed, "changed"],
    [left, "only left"],
    [right, "only right"],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(", ");

/** The root tells most of what came of a run; if that is the same, the first difference. */
function firstToShow(all: readonly ComparedRun[]): ComparedRun | undefined {
  const [root] = all;
  return root?.change === "same" ? (all.find(({ change }) => change !== "same") ?? root) : root;
}
