import { useMemo, useState } from "preact/hooks";
import { withVisibleMarks } from "../../format/visible-marks.js";

/** So many characters are shown at once. */
const pageLength = 20_000;

/** A text of any length, a page at a time. */
export function LongText({ text }: { readonly text: () => string }) {
  const whole = useMemo(text, []);
  const [page, setPage] = useState(0);
  const pages = Math.ceil(whole.length / pageLength);
  return (
    <div class="v-json-text-shown">
      <pre class="v-json-text" tabIndex={0} aria-label="The chosen text">
        {withVisibleMarks(whole.slice(page * pageLength, (page + 1) * pageLength))}
      </pre>
      {pages > 1 && (
        <div class="v-toolbar">
          <button type="button" class="v-button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Before
          </button>
          <span class="v-hint">
            Page {(page + 1).toLocaleString("en")} of {pages.toLocaleString("en")}
          </span>
          <button type="button" class="v-button" disabled={page === pages - 1} onClick={() => setPage(page + 1)}>
            Next
          </button>
        </div>
      )}
    </div>
  );
}
