import { pattern, personalData, redactText, secrets } from "@earshot/handlers/redaction";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../support/seeded-random.js";
import { harmless, sensitive } from "../support/redaction-corpus.js";

const all = [secrets, personalData];
const around = ["", " ", "\n", '"', "(", ": ", ", and so on"] as const;

describe("the ready rules", () => {
  it("are tried on enough", () => {
    expect(sensitive.length).toBeGreaterThanOrEqual(60);
    expect(harmless.length).toBeGreaterThanOrEqual(60);
  });

  it.each(sensitive)("hide as $rule: $text", ({ rule, text }) => {
    for (const before of ["", " ", "\n", '"', "(", "the key: "]) {
      for (const after of around) {
        const shown = redactText(before + text + after, all);
        // A header keeps its name and scheme.
        expect(shown).toContain(`[redacted: ${rule}]`);
        expect(shown).not.toContain(text);
        expect(redactText(shown, all), "what was redacted once stays").toBe(shown);
      }
    }
  });

  it.each(harmless)("leave, although it is nearly a $rule: $text", ({ text }) => {
    for (const after of around) expect(redactText(`it is ${text}${after}`, all)).toBe(`it is ${text}${after}`);
  });

  // Not in the corpus: a piece of it that stands alone, as in a delta, may well be a number.
  it.each(["4111 0012 3456 7890", "12 0012 34567890", "978-3-0012345-6-7", "7-001234567890"])(
    "leave groups of digits that go on with 00: %s",
    (text) => expect(redactText(`it is ${text}.`, all)).toBe(`it is ${text}.`),
  );

  it("leave UUIDs, whatever numbers their groups come to", () => {
    const uuids = [
      "run-01a216b5-3426-7000-9067-833f8cd49240", // a card's check digit is right
      "01a216b5-0049-7000-8067-8123f8cd4924",
      "00491234-5678-4abc-9067-833f8cd49240",
      "01a216b5-3426-7000-be71-096123456769",
    ];
    for (const text of uuids) expect(redactText(`id ${text}.`, all)).toBe(`id ${text}.`);
    const random = seededRandom(1);
    const digit = () => Math.floor(random() * 10);
    for (let tried = 0; tried < 3000; tried++) {
      const digits = Array.from({ length: 30 }, digit).join("");
      const text = digits.replace(/^(.{8})(...)(...)(...)(.{12}).*/, "$1-7$2-4$3-9$4-$5");
      expect(redactText(text, all)).toBe(text);
    }
    // What only begins as one does is looked at.
    expect(redactText("20261126-4111111111111111", all)).toBe("20261126-[redacted: credit card]");
    expect(redactText("5500-0055-5555-5559-and", all)).toBe("[redacted: credit card]-and");
  });

  it("hide all that overlapping matches cover", () => {
    const rules = [pattern(/abcd/, { name: "one" }), pattern(/cdef/, { name: "two" })];
    expect(redactText("xabcdefx", rules)).toBe("x[redacted: one]x");
  });

  it("find a card among groups of digits that aren't its own", () => {
    expect(redactText("pay 4111 1111 1111 1111 12 25", all)).toBe("pay [redacted: credit card] 12 25");
    expect(redactText("no 12 4111 1111 1111 1111", all)).toBe("no 12 [redacted: credit card]");
  });
});
