import { expect, it } from "vitest";
import { inAllRuns, noPairIn, queryOfFilters } from "../../client/src/runs/run-filters.js";

it("asks for what is known of feedback, and passes over the rest", () => {
  const asked = (filters: string) => queryOfFilters(new URLSearchParams(filters));
  expect(asked("feedback=bad&feedback=note&feedback=great")).toEqual({ feedback: ["bad", "note"] });
  expect(asked("feedback=great")).toEqual({});
});

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
