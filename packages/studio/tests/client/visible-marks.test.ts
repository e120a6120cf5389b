import { expect, it } from "vitest";
import { withVisibleMarks } from "../../client/src/format/visible-marks.js";
import { decodeEntities } from "../../client/src/views/markdown/decode-entities.js";

it.each([
  ["an override", "abc\u202Egpj.exe\u202C", "abc[U+202E]gpj.exe[U+202C]"],
  ["isolates and embeddings", "\u2066a\u2069 \u202Ab", "[U+2066]a[U+2069] [U+202A]b"],
  ["Arabic and Hebrew, with the marks that they are written with", "مرحبا \u200Fשלום\u200E! \u061C7", undefined],
  ["emoji that are joined", "👩\u200D💻 é", undefined],
])("tells what turns text around, and leaves the rest: %s", (_, text, shown = text) => {
  expect(withVisibleMarks(text)).toBe(shown);
});

it("tells those that are written as entities, too", () => {
  expect(decodeEntities("a &#x202e;b&#8297; &#1488;")).toBe("a [U+202E]b[U+2069] א");
});
