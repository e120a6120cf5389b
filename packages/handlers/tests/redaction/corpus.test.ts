import { pattern, personalData, redactText, secrets } from "@earshot/handlers/redaction";
import { describe, expect, it } from "vitest";
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

  it("hide all that overlapping matches cover", () => {
    const rules = [pattern(/abcd/, { name: "one" }), pattern(/cdef/, { name: "two" })];
    expect(redactText("xabcdefx", rules)).toBe("x[redacted: one]x");
  });

  it("find a card among groups of digits that aren't its own", () => {
    expect(redactText("pay 4111 1111 1111 1111 12 25", all)).toBe("pay [redacted: credit card] 12 25");
    expect(redactText("no 12 4111 1111 1111 1111", all)).toBe("no 12 [redacted: credit card]");
  });
});
