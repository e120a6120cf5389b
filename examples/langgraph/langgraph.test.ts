import { expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

it("the LangGraph example draws an agent with its tool and its interrupt", { timeout: 60_000 }, async () => {
  const text = (await runExample("langgraph/main.ts")).join("\n");
  expect(text).toContain("╭ LangGraph chain");
  expect(text).toMatch(/│ │ ╭ weather tool {2}\{"city":"Lisbon"\}\n│ │ ╰ ✓ weather/);
  expect(text).toContain("Take no umbrella.");
  expect(text).toMatch(/│ ╰ ◇ approve interrupted .* · GraphInterrupt/);
  expect(text).toMatch(/^╰ ◇ LangGraph interrupted/mu);
  expect(text).toMatch(/^│ approved: yes|^approved: yes/mu);
  expect(text).toMatch(/╰ ✓ LangGraph[^\n]*$/);
});
