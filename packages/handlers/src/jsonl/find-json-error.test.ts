import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonError } from "./find-json-error.js";

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("findJsonError", () => {
  it.each([
    ['{"a":x}', 5],
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ["[1 2]", 3],
    ["[1,]", 3],
    ['{"a":"\\q"}', 6],
    ['["tab\there"]', 5],
    ["{}}", 2],
    ["[01]", 1],
    ["[nul]", 1],
    ["{1:2}", 1],
    ["[}", 1],
  ])("finds where %s breaks", (text, offset) => {
    expect(findJsonError(text)).toBe(offset);
  });

  it("says of each beginning of some JSON that it ends too early", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const text = `{"a":[${json},"\\u00e9\\n",-1.5e-7,true]}`;
        const beginning = text.slice(0, cut % text.length);
        expect(findJsonError(beginning)).toBe(beginning.length);
        expect(findJsonError(text)).toBe(text.length);
      }),
    );
  });

  it("finds an error wherever JSON.parse finds one, and all before it could go on", () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom("x", "}", "]", ",", ":", '"', "\\", "0", "\u0001"),
        (json, at, put) => {
          const text = `[${json}]`;
          const place = at % text.length;
          const broken = text.slice(0, place) + put + text.slice(place);
          const offset = findJsonError(broken);
          if (parses(broken)) expect(offset).toBe(broken.length);
          else if (offset < broken.length) expect(findJsonError(broken.slice(0, offset))).toBe(offset);
        },
      ),
    );
  });
});
