import { useMemo, useState } from "preact/hooks";
import { withVisibleMarks } from "../../format/visible-marks.js";
import { type DiffLine, foldedLines } from "./diff-lines.js";
import { diffTexts, type DiffPart, type TextDiff } from "./diff-texts.js";

/** Lines that are laid out before one asks for more. */
const linesAtOnce = 500;
/** Characters of a line, or of a stretch of words, that are laid out. */
const maxShown = 20_000;

const shown = (text: string): string => withVisibleMarks(text.length > maxShown ? `${text.slice(0, maxShown)}…` : text);

interface TextDiffProps {
  readonly title: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly by: "lines" | "words";
}

/** Two texts as one, with what only the left has and what only the right has marked: by colour, by sign, and in words. */
export function TextDiffView({ title, left, right, by }: TextDiffProps) {
  const diff = useMemo(() => diffTexts(left ?? "", right ?? "", by), [left, right, by]);
  if (left === undefined && right === undefined) return null;
  const isSame = left === right;
  return (
    <section class="diff" aria-label={title}>
      <h3>
        {title} <span class="diff-sum">{isSame ? "the same" : sumOf(diff.parts)}</span>
      </h3>
      {diff.isTooDifferent && <p class="diff-note">These have little in common: first the left, then the right.</p>}
      {isSame && (left ?? "").length > 600 ? (
        <details>
          <summary>Show</summary>
          <Diff diff={diff} by={by} title={title} />
        </details>
      ) : (
        <Diff diff={diff} by={by} title={title} />
      )}
      {diff.leftOut > 0 && (
        <p class="diff-note">{diff.leftOut.toLocaleString("en")} characters more are not compared here.</p>
      )}
    </section>
  );
}

function sumOf(parts: readonly DiffPart[]): string {
  const count = (side: DiffPart["side"]) => parts.filter((part) => part.side === side).length;
  const [removed, added] = [count("left"), count("right")];
  return `${removed} removed, ${added} added`;
}

function Diff({ diff, by, title }: Pick<TextDiffProps, "by" | "title"> & { readonly diff: TextDiff }) {
  const label = `${title}, compared by ${by}`;
  return by === "words" ? <Words parts={diff.parts} label={label} /> : <Lines parts={diff.parts} label={label} />;
}

interface PartsProps {
  readonly parts: readonly DiffPart[];
  readonly label: string;
}

function Words({ parts, label }: PartsProps) {
  return (
    <pre class="code diff-words" tabIndex={0} role="group" aria-label={label}>
      {parts.map(({ side, text }, index) => {
        if (side === "left") return <del key={index}>{shown(text)}</del>;
        return side === "right" ? <ins key={index}>{shown(text)}</ins> : <span key={index}>{shown(text)}</span>;
      })}
    </pre>
  );
}

function Lines({ parts, label }: PartsProps) {
  const all = useMemo(() => foldedLines(parts), [parts]);
  const [most, setMost] = useState(linesAtOnce);
  const [opened, setOpened] = useState<ReadonlySet<DiffLine>>(new Set());
  const lines = all.flatMap((line) => ("folded" in line && opened.has(line) ? line.folded : [line]));
  return (
    <div class="code diff-lines" tabIndex={0} role="group" aria-label={label}>
      {lines.slice(0, most).map((line, index) =>
        "folded" in line ? (
          <button key={index} type="button" class="diff-fold" onClick={() => setOpened(new Set([...opened, line]))}>
            {line.folded.length} lines the same
          </button>
        ) : (
          <Line key={index} line={line} />
        ),
      )}
      {lines.length > most && (
        <button type="button" class="diff-fold" onClick={() => setMost(most + linesAtOnce)}>
          {(lines.length - most).toLocaleString("en")} lines more
        </button>
      )}
    </div>
  );
}

const signs = { both: " ", left: "−", right: "+" } as const;
const names = { both: "", left: "only left: ", right: "only right: " } as const;

function Line({ line }: { readonly line: Exclude<DiffLine, { readonly folded: unknown }> }) {
  return (
    <div class="diff-line" data-side={line.side}>
      <span class="diff-number" aria-hidden="true">
        {line.left ?? ""}
      </span>
      <span class="diff-number" aria-hidden="true">
        {line.right ?? ""}
      </span>
      <span class="diff-sign" aria-hidden="true">
        {signs[line.side]}
      </span>
      <span class="diff-text">
        <span class="visually-hidden">{names[line.side]}</span>
        {shown(line.text)}
      </span>
    </div>
  );
}
