import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harmless, sensitive } from "../../tests/support/redaction-corpus.js";
import { pattern, personalData, redactionRules, redactText, secrets, type TextRule } from "./index.js";
import { UnstreamablePatternError } from "./unstreamable-pattern-error.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

const all = [secrets, personalData];

function stream(pieces: readonly string[], rules: readonly (TextRule | readonly TextRule[])[] = all): string[] {
  const redaction = redactionRules(rules).startText({ type: "chat_model.delta", name: "text" });
  const shown = pieces.map((piece) => redaction.push(piece));
  return [...shown, redaction.flush()];
}

describe("text that streams", () => {
  it.each(sensitive)("reads as the whole text would, split anywhere: $rule $text", ({ text }) => {
    const whole = `so, ${text}, he said`;
    const expected = redactText(whole, all);
    expect(stream([...whole]).join("")).toBe(expected);
    const step = Math.ceil(whole.length / 25); // a private key is long
    for (let at = 0; at <= whole.length; at += step)
      expect(stream([whole.slice(0, at), whole.slice(at)]).join("")).toBe(expected);
  });

  it("does so for any texts together, split at any points", () => {
    const noise = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        " ",
        "\n",
        ", ",
        "-",
        ".",
        "@",
        "sk-",
        "eyJ",
        "+",
        "4111 ",
        "DE89",
        "-----",
        "Bearer ",
        "://",
        ":",
      ),
    );
    const piece = fc.oneof(noise, fc.constantFrom(...[...sensitive, ...harmless].map(({ text }) => text)));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(400), { maxLength: 20 }), (pieces, lengths) => {
        const whole = pieces.join("");
        const split: string[] = [];
        let at = 0;
        for (const length of lengths) split.push(whole.slice(at, (at += length)));
        split.push(whole.slice(at));
        expect(stream(split).join("")).toBe(redactText(whole, all));
      }),
      propertyParametersOf(100),
    );
  });

  it("is held back no longer than it may begin a match", () => {
    expect(stream(["Hello ", "you, ", "sk", "ip ", "it: sk-", "ant", "-hm ", "ok"], [secrets])).toEqual([
      "Hello ",
      "you, ",
      "",
      "skip ",
      "it: ",
      "",
      "sk-ant-hm ",
      "ok",
      "",
    ]);
  });

  it("shows a match of fixed length as soon as it is whole", () => {
    expect(stream(["a hun", "ter2", "!"], [pattern(/hunter2/, { name: "password" })])).toEqual([
      "a ",
      "[redacted: password]",
      "!",
      "",
    ]);
  });

  it("holds back no more than the bound: what is longer is hidden to its end", () => {
    const long = `sk-ant-${"a1".repeat(10_000)}`;
    const redaction = redactionRules(all, { maxHeldCharacters: 200 }).startText({ type: "llm.delta", name: "text" });
    let held = 0;
    let longest = 0;
    let shown = "";
    for (const character of `see ${long} and go`) {
      shown += redaction.push(character);
      held = redaction.isHolding === true ? held + 1 : 0;
      longest = Math.max(longest, held);
    }
    expect(shown + redaction.flush()).toBe("see [redacted: api key] and go");
    expect(longest).toBe(200);
  });

  it("hides a private key that has no end, however long", () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${"abcd efgh\n".repeat(5000)}`;
    expect(stream(["x ", ...(key.match(/[^]{1,700}/g) ?? [])]).join("")).toBe("x [redacted: private key]");
    expect(stream(["x ", ...(`${key}-----END PRIVATE KEY----- y`.match(/[^]{1,700}/g) ?? [])]).join("")).toBe(
      "x [redacted: private key] y",
    );
  });

  it.each<[RegExp, string]>([
    [/a.*b/, "a b c b d"],
    [/\bcat\b/, "cat cats concat cat"],
    [/foo(?!bar)/, "foo foobar fooba foob"],
    [/foo(?=bar)/, "foo foobar fooba"],
    [/(?<=\$)\d+(?:\.\d\d)?/, "12 $12 $12.50 $1.5"],
    [/(?:ab|abc|abcd){2}x?/, "ababc abcdabx"],
    [/^start|end$/m, "start\nend start\nend"],
    [/x{2,3}y+?/, "xy xxy xxxxyy"],
    [/[^\]]\][)\]]/, "a]) b]] ]]]"],
    [/\u{1F600}+|\p{Lu}{2}/u, "😀😀 AB Ab"],
    [/(?<year>\d{4})-(?<month>\d\d)/, "2026-11 2026-1"],
    [/a?b*c{0,2}d/i, "ABCCD aCd bcccd d"],
  ])("finds %s in pieces as in the whole", (expression, text) => {
    const rules = [pattern(expression, { replacement: (found) => `<${found.length}>` })];
    const expected = redactText(text, rules);
    expect(expected).toContain("<");
    expect(
      stream(
        [...text].flatMap((character) => ["", character]),
        rules,
      ).join(""),
    ).toBe(expected);
    for (let at = 0; at <= text.length; at++)
      expect(stream([text.slice(0, at), text.slice(at)], rules).join("")).toBe(expected);
  });

  it("refuses a pattern that can't be looked for in pieces", () => {
    expect(() => redactionRules([pattern(/(["'])secret\1/)])).toThrow(UnstreamablePatternError);
    expect(() => redactionRules([pattern(new RegExp("[a-z]", "v"))])).toThrow(/the flag v/);
  });
});
