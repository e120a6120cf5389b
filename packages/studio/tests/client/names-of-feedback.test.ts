import { expect, it } from "vitest";
import { namesOfFeedback } from "../../client/src/views/feedback/names-of-feedback.js";

it("tells what was said of a run apart by name", () => {
  const said = [
    { key: "rating", score: 1 },
    { key: "rating", score: 0 },
    { key: "rating", score: 1 },
    { key: "note", comment: "Too short" },
    { key: "helpfulness", score: 0.25, comment: "x".repeat(10_000) },
  ];
  expect(namesOfFeedback(said)).toEqual([
    "rating, good (1 of 2)",
    "rating, bad",
    "rating, good (2 of 2)",
    "note, Too short",
    `helpfulness, 0.25, ${"x".repeat(80)}…`,
  ]);
});
