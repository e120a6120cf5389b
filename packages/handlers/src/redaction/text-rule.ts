import { checkOption, option } from "@earshot/core/options";
import { textRuleShape } from "./check-rules.js";

/** A kind of text to be hidden. */
export interface TextRule {
  /** Shown in place of what is hidden, as in `[redacted: email]`, unless there is a `replacement`. */
  readonly name: string;
  /** What it looks like. Flags other than `i`, `m`, `s` and `u` are of no account; a reference to a group is not possible. */
  readonly pattern: RegExp;
  /**
   * Has the last word: true to hide what was found, or how many of its characters; false or 0 to leave it. A check digit is one use.
   * Default: all that is found is hidden.
   */
  readonly accept?: ((found: string) => boolean | number) | undefined;
  /** What is shown instead. It must not itself look like something to hide: texts may be redacted more than once. */
  readonly replacement?: string | ((found: string) => string) | undefined;
  /**
   * Where a match that exceeds the bound of what is held back ends at the latest; default: at white space. What lies before is hidden, and so
   * is what this matches unless it is white space.
   */
  readonly endsAt?: RegExp | undefined;
}

/**
 * A rule of your own: what matches `pattern` is hidden, in text that streams too.
 *
 * @throws UnknownOptionError, InvalidOptionError for what there is not, or can't be so
 * @throws UnstreamablePatternError when it is used, for a pattern with a reference to a group or under the flag `v`
 *
 * @example
 * ```ts
 * import { pattern, redactText } from "@earshot/handlers/redaction";
 *
 * const tickets = pattern(/TICKET-\d{4,8}/, { name: "ticket" });
 * const names = pattern(/Ada|Grace/, { replacement: (name) => `${name[0]}.` });
 * console.log(redactText("Ada has TICKET-1234", [tickets, names])); // => A. has [redacted: ticket]
 * ```
 */
export function pattern(pattern: RegExp, options: Partial<Omit<TextRule, "pattern">> = {}): TextRule {
  checkOption("the second argument of pattern()", options, option.object);
  const { name = "pattern", ...rest } = options;
  const rule = { name, pattern, ...rest };
  checkOption("pattern()", rule, textRuleShape);
  return rule;
}
