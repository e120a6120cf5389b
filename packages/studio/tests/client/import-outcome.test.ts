import { expect, it } from "vitest";
import { importOutcome } from "../../client/src/shell/import-outcome.js";

const firstBroken = { line: 3, reason: "it is torn, or no JSON" };

it.each([
  [{ events: 1, broken: 0 }, "a.jsonl: 1 event.", false],
  [
    { events: 8, broken: 1, firstBroken },
    "a.jsonl: 8 events. One line is none, and was left out. Line 3: it is torn, or no JSON.",
    false,
  ],
  [
    { events: 8, broken: 2, firstBroken },
    "a.jsonl: 8 events. 2 lines are none, and were left out. Line 3: it is torn, or no JSON.",
    false,
  ],
  [
    { events: 0, broken: 3, firstBroken },
    "a.jsonl: nothing was imported. None of its lines is an event. Line 3: it is torn, or no JSON.",
    true,
  ],
  [{ events: 0, broken: 0 }, "a.jsonl: nothing was imported. It is empty.", true],
])("says what came of a file: %j", (answer, text, isFailure) => {
  expect(importOutcome("a.jsonl", answer)).toEqual({ text, isFailure });
});
