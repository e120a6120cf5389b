import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { withVisibleMarks } from "../../format/visible-marks.js";

/** Longer texts are folded, unless it is said otherwise. */
const foldLongAbove = 6_000;
/** Longer texts are never laid out as Markdown: that takes the page's time. */
const plainAbove = 200_000;
/** More than so much a page shouldn't hold of one text; the raw view has it all. */
const showAtMost = 1_000_000;

interface FoldedTextProps {
  readonly text: string;
  /** Longer ones are folded. */
  readonly foldAbove?: number;
  /** Draws the text that is to be seen, if it isn't too long for it. */
  readonly render: (text: string) => ComponentChildren;
}

/** A text of any length: its beginning, and the rest when it is asked for. What is not seen is not laid out. */
export function FoldedText({ text, foldAbove = foldLongAbove, render }: FoldedTextProps) {
  const [isOpen, setOpen] = useState(false);
  if (text.length <= foldAbove) return <>{render(withVisibleMarks(text))}</>;
  const shown = withVisibleMarks(text.slice(0, isOpen ? showAtMost : beginningOf(text, foldAbove)));
  return (
    <div class="v-folded">
      {shown.length > plainAbove ? (
        <pre class="v-plain" tabIndex={0}>
          {shown}
        </pre>
      ) : (
        render(shown)
      )}
      {isOpen && text.length > showAtMost && (
        <p class="v-hint">{count(text.length - showAtMost)} more characters are in the raw view.</p>
      )}
      <button type="button" class="v-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? "Show less" : `Show all ${count(text.length)} characters`}
      </button>
    </div>
  );
}

/** Cut at the end of a line, if there is one near. */
function beginningOf(text: string, foldAbove: number): number {
  const line = text.lastIndexOf("\n", foldAbove / 2);
  return line > foldAbove / 4 ? line : foldAbove / 2;
}

const count = (value: number) => value.toLocaleString("en-US");
