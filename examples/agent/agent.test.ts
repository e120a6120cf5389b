import { expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

const before = [
  "model: Let me see when you are free.",
  expect.stringMatching(/^calendar: /),
  expect.stringMatching(/^calendar: /),
  'may I book {"day":"Friday","seats":2}?',
];

it("the agent asks before it books, and goes on where it was", async () => {
  expect(await runExample("agent/main.ts")).toEqual([
    ...before,
    "book: booked: Friday, 2 seats",
    "model: See you on Friday.",
  ]);
});

it("the agent does without what it may not do", async () => {
  expect(await runExample("agent/main.ts", { args: ["no"] })).toEqual([...before, "model: Then another time."]);
});
