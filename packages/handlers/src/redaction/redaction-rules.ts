import type { RedactionField, RedactionRules, StreamedText as StreamedTextName } from "@earshot/core/redaction";
import { checkOption, checkOptions, option, type OptionShape, type ShapesOf } from "@earshot/core/options";
import { checkRules } from "./check-rules.js";
import type { PathRule } from "./path-rule.js";
import { StreamedText } from "./streamed-text.js";
import { TextRedactor } from "./text-redactor.js";
import type { TextRule } from "./text-rule.js";
import { type SkipText, ValueRedactor } from "./value-redactor.js";
import { WholeJson } from "./whole-json.js";

/** A kind of text, or a place. */
export type RedactionRule = TextRule | PathRule;

/** How text that streams is held back. */
export interface RedactionOptions {
  /**
   * Characters of one text that are held back at most, until it is plain whether they are a match. What is longer counts as one, and is
   * hidden to its end. Default 8192.
   */
  readonly maxHeldCharacters?: number;
}

const shapes: ShapesOf<RedactionOptions> = { maxHeldCharacters: option.number({ from: 1 }) };

/**
 * What `createRedactor` takes, of ready rules and your own: sets (`secrets`, `personalData`), single ones, `pattern(…)` and `path(…)`.
 * Every string is looked through, in whatever an event holds: keys, errors, messages, numbers that are long enough, JSON in text where
 * there are paths. Values without anything to hide are answered as they are; others are copied.
 *
 * @throws UnstreamablePatternError for a pattern that can't be looked for in text that streams
 * @throws UnknownOptionError, InvalidOptionError for what is no rule, and would hide nothing
 *
 * @example
 * ```ts
 * import { configure, run } from "@earshot/core/events";
 * import { createRedactor } from "@earshot/core/redaction";
 * import { path, personalData, redactionRules, secrets } from "@earshot/handlers/redaction";
 *
 * const redactor = createRedactor(redactionRules([secrets, personalData, path("metadata.user.**")]));
 * const restore = configure({ redactor, callbacks: [{ handleChainStart: (_, inputs) => console.log(inputs) }] });
 * await run({ kind: "chain", name: "mail", start: { inputs: "write to ada@example.com" } }, () => "done");
 * restore();
 * // => { input: 'write to [redacted: email]' }
 * ```
 */
export function redactionRules(
  rules: readonly (RedactionRule | readonly RedactionRule[])[],
  options: RedactionOptions = {},
): RedactionRules {
  checkRules("redactionRules", rules);
  checkOptions("redactionRules", options, shapes);
  const { maxHeldCharacters = 8192 } = options;
  const { texts, paths } = sort(rules);
  const redactor = new TextRedactor(texts);
  const values = new ValueRedactor(redactor, paths);
  return {
    redact: (value, field) => values.redact(value, [field.field], alreadyStreamed(field)),
    startText: ({ name }: StreamedTextName) =>
      paths.length > 0 && name.startsWith("tool_call:")
        ? new WholeJson((text) => values.redact(text, ["args"]) as string)
        : new StreamedText(redactor, maxHeldCharacters),
  };
}

/** A text has no places in it. */
const textAloneShape: OptionShape = {
  wanted: "a rule of texts; places are looked for in values, by `redactValue`",
  fits: (value) => !("path" in (value as object)),
};

/**
 * The text with what the rules find hidden.
 *
 * @example
 * ```ts
 * import { personalData, redactText, secrets } from "@earshot/handlers/redaction";
 *
 * console.log(redactText("4111 1111 1111 1111, not 4111 1111 1111 1112", [secrets, personalData]));
 * // => [redacted: credit card], not 4111 1111 1111 1112
 * ```
 */
export function redactText(text: string, rules: readonly (TextRule | readonly TextRule[])[]): string {
  checkOption("the text of redactText", text, option.required(option.text));
  checkRules("redactText", rules);
  for (const rule of rules.flat()) checkOption("a rule of redactText", rule, textAloneShape);
  return new TextRedactor(rules.flat() as readonly TextRule[]).redact(text);
}

/** The value with what the rules find hidden; `field` is the first key of its path. */
export function redactValue(
  value: unknown,
  rules: readonly (RedactionRule | readonly RedactionRule[])[],
  field: string,
): unknown {
  checkRules("redactValue", rules);
  checkOption("the field of redactValue", field, option.required(option.name));
  const { texts, paths } = sort(rules);
  return new ValueRedactor(new TextRedactor(texts), paths).redact(value, [field]);
}

function sort(rules: readonly (RedactionRule | readonly RedactionRule[])[]): {
  readonly texts: readonly TextRule[];
  readonly paths: readonly PathRule[];
} {
  const all = rules.flat() as readonly RedactionRule[];
  return {
    texts: all.filter((rule): rule is TextRule => "pattern" in rule),
    paths: all.filter((rule): rule is PathRule => "path" in rule),
  };
}

/** In a delta, the texts that came through `startText`: a piece of them may look like what the whole is not. */
function alreadyStreamed({ type }: RedactionField): SkipText | undefined {
  if (type === "tool.delta") return (keys) => keys.length === 1;
  if (!type.endsWith(".delta")) return undefined;
  return (keys, holder) => {
    const place = keys.join(".");
    if (streamed.test(place)) return true;
    return streamedBlock.test(place) && (holder as { readonly type?: unknown }).type === keys.at(-1);
  };
}

const streamed =
  /^(?:text|chunk|chunk\.text|parts\.\d+\.(?:text|args)|chunk\.message\.(?:content|tool_call_chunks\.\d+\.args))$/;
const streamedBlock = /^chunk\.message\.content\.\d+\.(?:text|thinking|reasoning)$/;
