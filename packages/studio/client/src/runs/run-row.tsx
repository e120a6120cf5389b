import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../format/name-of-run.js";
import { formatDuration } from "../format/format-duration.js";
import { withVisibleMarks } from "../format/visible-marks.js";
import { formatMoment } from "../format/format-moment.js";
import { addressOfRoute, routeOfRun } from "../routing/route.js";
import { goTo } from "../routing/router.js";
import { markedRun } from "../views/compare/marked-run.js";
import { MarkButton } from "../views/compare/mark-button.js";
import { Amounts, Duration, StatusMark } from "./run-cells.js";

interface RunRowProps {
  readonly run: RunRecord;
  readonly place: { readonly index: number; readonly start: number };
  readonly isChosen: boolean;
}

export function RunRow({ run, place, isChosen }: RunRowProps) {
  const route = routeOfRun(run);
  return (
    <div
      class="run-row"
      role="row"
      id={`run-row-${place.index}`}
      aria-label={`${nameOfRun(run)}, ${run.status}`}
      onClick={() => goTo(route)}
      aria-rowindex={place.index + 2}
      aria-selected={isChosen}
      data-status={run.status}
      data-is-marked={markedRun.value?.runId === run.runId}
      style={{ transform: `translateY(${place.start}px)` }}
    >
      <span class="cell cell-status" role="gridcell">
        <StatusMark status={run.status} />
      </span>
      <span class="cell cell-name" role="gridcell">
        <a class="run-name" href={addressOfRoute(route)} tabIndex={-1}>
          {nameOfRun(run)}
        </a>
        {run.tags.slice(0, 2).map((tag) => (
          <span key={tag} class="tag">
            {tag}
          </span>
        ))}
        {run.feedback.length > 0 && (
          <span class="tag" title="Has feedback">
            ★
          </span>
        )}
        <MarkButton run={run} />
      </span>
      <span class="cell cell-input" role="gridcell">
        {withVisibleMarks(run.inputPreview ?? "")}
      </span>
      <span class="cell cell-output" role="gridcell" data-is-error={run.error !== undefined}>
        {run.error === undefined ? (
          withVisibleMarks(run.outputPreview ?? "")
        ) : (
          <span class={run.status === "error" ? "error-text" : undefined}>
            {withVisibleMarks(`${run.error.name}: ${run.error.message}`)}
          </span>
        )}
      </span>
      <span class="cell cell-first" role="gridcell">
        {run.firstTokenAt === undefined ? "" : formatDuration(run.firstTokenAt - run.startedAt)}
      </span>
      <span class="cell cell-duration" role="gridcell">
        <Duration run={run} />
      </span>
      <Amounts run={run} />
      <span class="cell cell-started" role="gridcell">
        <time dateTime={new Date(run.startedAt).toISOString()}>{formatMoment(run.startedAt)}</time>
      </span>
    </div>
  );
}
