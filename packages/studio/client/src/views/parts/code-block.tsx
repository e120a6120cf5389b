import { withVisibleMarks } from "../../format/visible-marks.js";
import { CopyButton } from "./copy-button.js";

/** Code as it was written, with its language and a way to copy it. */
export function CodeBlock({ text, language }: { readonly text: string; readonly language?: string | undefined }) {
  return (
    <figure class="v-code">
      <figcaption>
        <span>{language?.split(/\s/)[0] || "code"}</span>
        <CopyButton text={() => text} />
      </figcaption>
      {/* Wide code is scrolled by keyboard too. */}
      <pre tabIndex={0}>
        <code>{withVisibleMarks(text)}</code>
      </pre>
    </figure>
  );
}
