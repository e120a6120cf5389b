import { expect, it } from "vitest";
import { inAllRuns, noPairIn } from "../../client/src/runs/run-filters.js";

it.each([
  ["kind=tool", "kind=tool&scope=all"],
  ["text=moon&order=slowest", "text=moon&order=slowest&scope=all"],
  ["kind=tool&scope=all", undefined],
  ["order=slowest", undefined],
  ["", undefined],
])("looks for %j in all runs by %j", (filters, wider) => {
  expect(inAllRuns(new URLSearchParams(filters))?.toString()).toBe(wider);
});

it.each([
  ["metadata=nonsense", "nonsense"],
  ["metadata=%3Dvalue", "=value"],
  ["metadata=key%3Dvalue", undefined],
  ["metadata=key%3D", undefined],
  ["metadata=key%3Da%3Db&metadata=none", "none"],
  ["kind=tool", undefined],
])("finds in %j what is no key=value", (filters, found) => {
  expect(noPairIn(new URLSearchParams(filters))).toBe(found);
});
