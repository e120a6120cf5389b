import { expect, it } from "vitest";
import { readJson } from "../../client/src/replay/read-json.js";

it("reads JSON, and says of what is none in which field it stands", () => {
  expect(readJson('{ "temperature": 0 }', "Parameters")).toEqual({ temperature: 0 });
  expect(() => readJson("{ temperature", "Parameters")).toThrow(/^What stands in “Parameters” is no JSON: .*JSON/);
});
