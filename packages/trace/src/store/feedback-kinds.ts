import type { RunRecord } from "../schema/run-record.js";

/** What runs are asked for by: `good` and `bad`, a `rating` with the score 1 or 0; `note`, anything said in words. */
export const feedbackKinds = ["good", "bad", "note"] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/** What is said about a run, each kind once. */
export function feedbackKindsOf({ feedback }: Pick<RunRecord, "feedback">): readonly FeedbackKind[] {
  const kinds = new Set<FeedbackKind>();
  for (const { key, score, comment = "" } of feedback) {
    if (key === "rating" && score === 1) kinds.add("good");
    if (key === "rating" && score === 0) kinds.add("bad");
    if (comment.trim() !== "") kinds.add("note");
  }
  return [...kinds];
}
