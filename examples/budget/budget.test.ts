import { expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

it("the agent on a budget is stopped by its guard, and every cent is accounted for", async () => {
  const lines = await runExample("budget/main.ts");
  const asked = lines.filter((line) => line.startsWith("asked:"));
  // 200 × 5 + 4000 × 0.5 + 40 × 25 dollars a million, until it is more than 0.015
  expect(asked).toEqual(Array.from({ length: 4 }, () => "asked: 4200 tokens, $0.004"));
  expect(lines.find((line) => line.startsWith("stopped:"))).toBe(
    "stopped: The budget of 0.015 USD per key is used up: 0.016 USD, 0.001 over. Raise `money`, or wait until the budget is new, or call the guard's `reset`.",
  );
  expect(lines.at(-1)).toMatch(/^4 model calls, 16800 → 160 tokens .*\$0\.016$/u);
});
