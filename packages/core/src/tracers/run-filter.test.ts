import { expect, it } from "vitest";
import { isIncluded } from "./run-filter.js";

const run = { name: "parser", type: "parser", tags: ["seq:step:3", "mine"] };

it.each([
  [{}, true],
  [{ includeNames: ["parser"] }, true],
  [{ includeNames: ["other"] }, false],
  [{ includeNames: ["other"], includeTags: ["mine"] }, true],
  [{ includeTypes: [] }, false],
  [{ excludeTags: ["mine"] }, false],
  [{ includeTypes: ["parser"], excludeNames: ["parser"] }, false],
  [{ excludeTypes: ["tool"] }, true],
])("%j: %s", (filter, expected) => {
  expect(isIncluded(run, filter)).toBe(expected);
});
