import { checkOption, option, type OptionShape, type ShapesOf } from "@earshot/core/options";
import type { PathRule } from "./path-rule.js";
import type { RedactionRule } from "./redaction-rules.js";
import type { TextRule } from "./text-rule.js";

const expression: OptionShape = {
  wanted: "a regular expression",
  fits: (value) => value instanceof RegExp,
};

export const textRuleShape = option.objectOf({
  name: option.required(option.name),
  pattern: option.required(expression),
  accept: option.function,
  replacement: option.either(option.text, option.function),
  endsAt: expression,
} satisfies ShapesOf<TextRule>);

/** Keys and dots between them. */
export const pathShape: OptionShape = {
  wanted: "keys joined by dots, such as `inputs.**.password`",
  isRequired: true,
  fits: (value) => typeof value === "string" && value.split(".").every((key) => key !== ""),
};

const pathRuleShape = option.objectOf({ path: pathShape, replacement: option.any } satisfies ShapesOf<PathRule>);

/**
 * What hides nothing without saying so is refused: a bare regular expression, a rule that is misspelt, a set that does not exist.
 *
 * @throws UnknownOptionError, InvalidOptionError
 */
export function checkRules(where: string, rules: readonly (RedactionRule | readonly RedactionRule[])[]): void {
  checkOption(`the list of rules of ${where}`, rules, {
    wanted: "a list of rules and sets",
    isRequired: true,
    fits: Array.isArray,
  });
  for (const rule of rules.flat() as readonly RedactionRule[]) {
    checkOption(`a rule of ${where}`, rule, ruleShape);
    checkOption(`a rule of ${where}`, rule, "path" in rule ? pathRuleShape : textRuleShape);
  }
}

const ruleShape: OptionShape = {
  wanted: "a set such as `secrets`, a rule such as `emails`, `pattern(…)` or `path(…)`",
  fits: (value) => typeof value === "object" && value !== null && ("path" in value || "pattern" in value),
};
