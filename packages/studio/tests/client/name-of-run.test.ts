import { expect, it } from "vitest";
import { nameOfRun } from "../../client/src/format/name-of-run.js";

it("calls a run that has no name so", () => {
  expect(["ask", "", " \n"].map((name) => nameOfRun({ name }))).toEqual(["ask", "(no name)", "(no name)"]);
});
