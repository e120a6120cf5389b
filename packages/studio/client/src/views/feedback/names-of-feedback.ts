import type { NewFeedback } from "../../../../src/api/studio-api.js";

const longestComment = 80;

/** What each of what was said is called, where its text alone tells it from the others: its key, its score and how its comment begins. */
export function namesOfFeedback(feedback: readonly NewFeedback[]): readonly string[] {
  const names = feedback.map((each) =>
    [each.key, scoreInWords(each), beginningOf(each.comment)].filter((part) => part !== "").join(", "),
  );
  return names.map((name, index) => {
    const alike = names.filter((each) => each === name).length;
    const place = names.slice(0, index + 1).filter((each) => each === name).length;
    return alike === 1 ? name : `${name} (${place} of ${alike})`;
  });
}

export function scoreInWords({ key, score }: NewFeedback): string {
  if (score === undefined) return "";
  if (key === "rating" && (score === 1 || score === 0)) return score === 1 ? "good" : "bad";
  return String(score);
}

const beginningOf = (comment = ""): string =>
  comment.length <= longestComment ? comment : `${comment.slice(0, longestComment)}…`;
