import { type ChangeObject, diffLines, diffWordsWithSpace } from "diff";

/** Some text that both sides have, or only one. */
export interface DiffPart {
  readonly side: "both" | "left" | "right";
  readonly text: string;
}

/** How two texts differ. */
export interface TextDiff {
  readonly parts: readonly DiffPart[];
  /** How many characters of the longer side lie behind what was looked at. */
  readonly leftOut: number;
  /** The texts have too little in common to say, within bounded time, where they differ: they are told one after the other. */
  readonly isTooDifferent: boolean;
}

/** Characters of each side that are compared, from the first difference on; words are more work than lines. */
const maxCompared = { lines: 200_000, words: 40_000 };
/** Characters that are kept of what both have in common before and after. */
const maxCommon = 20_000;
/** Milliseconds. */
const timeout = 400;

/**
 * Where two texts differ, by whole lines or by words. Bounded in time and size: what they have in common at their beginnings and ends is cut off
 * first, and of what is left only so much is looked at.
 */
export function diffTexts(leftText: string, rightText: string, by: "lines" | "words"): TextDiff {
  // A last line is the same line whether something follows it or not.
  const [left, right] = by === "lines" ? [ended(leftText), ended(rightText)] : [leftText, rightText];
  if (left === right) return { parts: parts([["both", left]]), leftOut: 0, isTooDifferent: false };
  const start = commonStart(left, right, by);
  const end = commonEnd(left.slice(start), right.slice(start), by);
  const most = maxCompared[by];
  const middle = [left, right].map((text) => text.slice(start, text.length - end)) as [string, string];
  const [leftMiddle, rightMiddle] = middle.map((text) => text.slice(0, most)) as [string, string];
  const leftOut = Math.max(0, Math.max(middle[0].length, middle[1].length) - most);
  const changes = compared(leftMiddle, rightMiddle, by);
  return {
    parts: parts([
      ["both", left.slice(0, start)],
      ...(changes ?? [
        ["left", leftMiddle],
        ["right", rightMiddle],
      ]),
      ["both", leftOut > 0 ? "" : left.slice(left.length - end)],
    ]),
    leftOut,
    isTooDifferent: changes === undefined,
  };
}

const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

type PlainPart = readonly [side: DiffPart["side"], text: string];

function compared(left: string, right: string, by: "lines" | "words"): readonly PlainPart[] | undefined {
  const diff: readonly ChangeObject<string>[] | undefined =
    by === "lines" ? diffLines(left, right, { timeout }) : diffWordsWithSpace(left, right, { timeout });
  return diff?.map(({ added, removed, value }) => [added ? "right" : removed ? "left" : "both", value] as const);
}

/** Of what both have only the part next to a difference is kept: nobody reads the rest here. */
const parts = (all: readonly PlainPart[]): readonly DiffPart[] =>
  all
    .filter(([, text]) => text !== "")
    .map(([side, text], index) => ({ side, text: side === "both" ? shortened(text, index === 0) : text }));

const shortened = (text: string, isFirst: boolean): string => {
  if (text.length <= maxCommon) return text;
  return isFirst ? `…${text.slice(-maxCommon)}` : `${text.slice(0, maxCommon)}…`;
};

/** How many characters both begin with, up to the end of a line or a word. */
function commonStart(left: string, right: string, by: "lines" | "words"): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.charCodeAt(length) === right.charCodeAt(length)) length += 1;
  if (by === "lines") return left.slice(0, length).lastIndexOf("\n") + 1;
  while (length > 0 && !isBlank(left, length - 1)) length -= 1;
  return length;
}

/** How many characters both end with, from the beginning of a line or a word. */
function commonEnd(left: string, right: string, by: "lines" | "words"): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && left.charCodeAt(left.length - 1 - length) === right.charCodeAt(right.length - 1 - length))
    length += 1;
  const beginsLine = (text: string) => length === text.length || text[text.length - length - 1] === "\n";
  const isBorder = () => (by === "lines" ? beginsLine(left) && beginsLine(right) : isBlank(left, left.length - length));
  while (length > 0 && !isBorder()) length -= 1;
  return length;
}

const isBlank = (text: string, at: number): boolean => /\s/u.test(text[at] ?? "");
