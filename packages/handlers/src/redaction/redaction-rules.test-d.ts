import { configure, type Redactor } from "@earshot/core/events";
import { createRedactor, type RedactionRules } from "@earshot/core/redaction";
import { expectTypeOf, it } from "vitest";
import { emails, path, pattern, personalData, redactionRules, redactText, redactValue, secrets } from "./index.js";
import type { PathRule } from "./path-rule.js";
import type { TextRule } from "./text-rule.js";

it("rules are sets, single ones, patterns and paths, and go into createRedactor", () => {
  const rules = redactionRules([secrets, personalData, emails, pattern(/x/), path("metadata.user.**")]);
  expectTypeOf(rules).toEqualTypeOf<RedactionRules>();
  expectTypeOf(createRedactor(rules)).toEqualTypeOf<Redactor>();
  expectTypeOf(configure).toBeCallableWith({ redactor: createRedactor(rules) });
  expectTypeOf(
    pattern(/x/, { name: "x", accept: (found) => found.length, replacement: "y" }),
  ).toEqualTypeOf<TextRule>();
  expectTypeOf(path("inputs.password")).toEqualTypeOf<PathRule>();
});

it("texts come out as texts, and of values nothing is known", () => {
  expectTypeOf(redactText("a", [secrets])).toEqualTypeOf<string>();
  expectTypeOf(redactValue({ a: 1 }, [secrets, path("inputs.a")], "inputs")).toEqualTypeOf<unknown>();
});

it("takes only what hides something", () => {
  // @ts-expect-error -- a set is one of a list
  redactionRules(secrets[0]);
  // @ts-expect-error -- a pattern alone has no name to be shown
  redactionRules([/sk-\w+/]);
  // @ts-expect-error -- a rule has no such name here
  redactionRules(["emails"]);
  // @ts-expect-error -- there is no such option
  redactionRules([secrets], { maxHeld: 10 });
  // @ts-expect-error -- rules are no redactor yet
  configure({ redactor: redactionRules([secrets]) });
  // @ts-expect-error -- a list of rules is not what createRedactor takes
  createRedactor([secrets]);
  // @ts-expect-error -- a place has no place in a text
  redactText("a", [path("inputs.a")]);
  // @ts-expect-error -- a text is what is looked through
  redactText({ a: 1 }, [secrets]);
  // @ts-expect-error -- what is looked for is a regular expression
  pattern("sk-");
  // @ts-expect-error -- the last word is whether, or how many characters
  pattern(/x/, { accept: (found) => found });
  // @ts-expect-error -- the field that begins the path is missing
  redactValue({ a: 1 }, [secrets]);
});
