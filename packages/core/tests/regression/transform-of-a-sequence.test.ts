// What a sequence made of a stream was thrown away: `transform` gave its input back, and its runs never ended.
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { RunnableSequence } from "../../src/exports/runnables.js";
import { letters } from "../support/letters.js";

it("a sequence's transform gives what its last step gives, and ends its runs", async () => {
  const recording = recordingHandler();
  const chain = RunnableSequence.from([new StringOutputParser(), (text: string) => text.toUpperCase()]);
  const pieces: string[] = [];
  for await (const piece of chain.transform(letters(), { callbacks: [recording] })) pieces.push(piece);
  expect(pieces).toEqual(["ABC"]);
  expect(recording.ofType("chain.end").map(({ outputs }) => outputs)).toEqual(["abc", "ABC", "ABC"]);
  assertWellFormed(recording.events);
});
