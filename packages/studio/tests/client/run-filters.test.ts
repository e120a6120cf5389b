import { expect, it } from "vitest";
import { inAllRuns } from "../../client/src/runs/run-filters.js";

it.each([
  ["kind=tool", "kind=tool&scope=all"],
  ["text=moon&order=slowest", "text=moon&order=slowest&scope=all"],
  ["kind=tool&scope=all", undefined],
  ["order=slowest", undefined],
  ["", undefined],
])("looks for %j in all runs by %j", (filters, wider) => {
  expect(inAllRuns(new URLSearchParams(filters))?.toString()).toBe(wider);
});
