import type { RunRecord } from "@earshot/trace/reducer";
import { nameOfRun } from "../../format/name-of-run.js";
import { markToCompare } from "./marked-run.js";

/** Of a row: marks its run to be compared, as its key does. */
export function MarkButton({ run }: { readonly run: RunRecord }) {
  return (
    <button
      type="button"
      class="button mark"
      tabIndex={-1}
      aria-label={`Compare ${nameOfRun(run)}`}
      title="Compare (c)"
      onClick={(event) => {
        event.stopPropagation();
        markToCompare(run);
      }}
    >
      ⇄
    </button>
  );
}
