import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PiecedText } from "../../client/src/pace/pieced-text.js";

const pieces = fc.array(fc.string({ maxLength: 4 }), { maxLength: 8 });
const place = fc.integer({ min: 0, max: 34 });

describe("PiecedText", () => {
  it("is read as one string would be, in any order", () => {
    fc.assert(
      fc.property(pieces, fc.array(fc.tuple(place, place), { maxLength: 8 }), (parts, places) => {
        const [text, whole] = [new PiecedText(parts), parts.join("")];
        expect(text.length).toBe(whole.length);
        for (const [from, to] of places) {
          expect(text.code(from)).toBe(whole.charCodeAt(from));
          expect(text.slice(from, Math.max(from, to))).toBe(whole.slice(from, Math.max(from, to)));
          const sign = whole[to] ?? "no sign of it";
          expect(text.indexOf(sign, from)).toBe(whole.indexOf(sign, from));
        }
      }),
    );
  });

  it("is read to its end whatever end is asked for", () => {
    expect(new PiecedText(["one ", "", "text"]).slice(2, Infinity)).toBe("e text");
  });

  it("has each short part of it whole in one of its windows, in order", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 6 }), (parts, around) => {
        const [text, whole] = [new PiecedText(parts), parts.join("")];
        const windows = [...text.windows(around)];
        for (const [from, window] of windows) expect(whole.slice(from, from + window.length)).toBe(window);
        for (let at = 0; at + around < whole.length; at += 1) {
          const isIn = ([from, window]: readonly [number, string]) => from <= at && at + around < from + window.length;
          expect(windows.some(isIn)).toBe(true);
        }
      }),
    );
  });

  it("is cut where a piece is long, so that no window is", () => {
    const long = "a long text, ".repeat(100_000);
    const windows = [...new PiecedText([long, "and its end"]).windows(0)];
    expect(Math.max(...windows.map(([, window]) => window.length))).toBeLessThan(300_000);
    expect(windows.map(([, window]) => window).join("")).toBe(`${long}and its end`);
  });

  it("takes pieces in as they come", async () => {
    async function* coming() {
      yield "one ";
      yield "text";
    }
    expect((await PiecedText.read(coming())).slice(0, 20)).toBe("one text");
  });
});
