import { nameOfRun } from "../../format/name-of-run.js";
import { goTo } from "../../routing/router.js";
import { markedRun } from "./marked-run.js";

/** Says which run waits to be compared, and how to go on. */
export function MarkedRunNote() {
  const run = markedRun.value;
  if (run === undefined) return null;
  return (
    <div class="marked-run" role="status">
      <span>
        Comparing <b>{nameOfRun(run)}</b> with… choose another run and press <kbd>c</kbd>
      </span>
      <button
        type="button"
        class="button"
        onClick={() => {
          markedRun.value = undefined;
          goTo({ page: "compare", left: run.runId, right: "" });
        }}
      >
        Choose from a list
      </button>
      <button type="button" class="button" onClick={() => (markedRun.value = undefined)}>
        Cancel
      </button>
    </div>
  );
}
