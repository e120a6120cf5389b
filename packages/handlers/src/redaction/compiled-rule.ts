import { toPartialPattern } from "./partial-pattern.js";
import type { TextRule } from "./text-rule.js";

/** A part of a text that is to be hidden. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** What is shown instead. */
  readonly shown: string;
}

/** What one rule finds in a text. */
export interface Findings {
  readonly spans: readonly Span[];
  /** From where on more text may change what is found. */
  readonly undecidedFrom: number;
}

const known = new WeakMap<TextRule, CompiledRule>();

/** A rule is taken apart once, however often it is used: that takes far longer than to look through a short text. */
export function compiled(rule: TextRule): CompiledRule {
  let found = known.get(rule);
  if (found === undefined) known.set(rule, (found = new CompiledRule(rule)));
  return found;
}

/** A rule as it is looked for. It keeps nothing of a text, so that all who look for it may share it. */
export class CompiledRule {
  readonly rule: TextRule;
  readonly #whole: RegExp;
  readonly #partial: RegExp;
  readonly #partialHere: RegExp;
  readonly #isFixed: boolean;

  constructor(rule: TextRule) {
    const flags = rule.pattern.flags.replace(/[dgy]/g, "");
    const partial = toPartialPattern(rule.pattern);
    this.rule = rule;
    this.#whole = new RegExp(rule.pattern.source, `${flags}g`);
    this.#partial = new RegExp(partial.source, `${flags}g`);
    this.#partialHere = new RegExp(partial.source, `${flags}y`);
    this.#isFixed = partial.isFixed;
  }

  /** What it finds from `from` on in a text that is all there. */
  findAll(text: string, from: number): readonly Span[] {
    const spans: Span[] = [];
    for (let position = from; position < text.length;) position = this.#take(text, position, spans) ?? text.length;
    return spans;
  }

  /** What it finds from `from` on in a text that more may follow. */
  find(text: string, from: number): Findings {
    const spans: Span[] = [];
    let position = from;
    let undecidedFrom = this.#firstUndecided(text, position);
    while (position < text.length) {
      if (undecidedFrom < position) undecidedFrom = this.#firstUndecided(text, position);
      const next = this.#take(text, position, spans, undecidedFrom);
      if (next === undefined) break;
      position = next;
    }
    if (undecidedFrom < position) undecidedFrom = this.#firstUndecided(text, position);
    return { spans, undecidedFrom };
  }

  /** Whether what began at `start` and was undecided before is so still. */
  isUndecidedAt(text: string, start: number): boolean {
    if (this.#isFixed) return false; // it may just have become one
    this.#partialHere.lastIndex = start;
    return this.#partialHere.test(text);
  }

  /** What is shown for `found`, whatever the rule's `accept` says of it. */
  shown(found: string): string {
    const { name, replacement } = this.rule;
    if (replacement === undefined) return `[redacted: ${name}]`;
    return typeof replacement === "string" ? replacement : replacement(found);
  }

  /** Takes the next match, and answers where to look on; `undefined` if there is none that is decided. */
  #take(text: string, position: number, spans: Span[], undecidedFrom = text.length): number | undefined {
    this.#whole.lastIndex = position;
    const match = this.#whole.exec(text);
    if (match === null) return undefined;
    const [found] = match;
    const { index } = match;
    const isComplete = this.#isFixed && index === undecidedFrom;
    if (index >= undecidedFrom && !isComplete) return undefined;
    const accepted = this.rule.accept?.(found) ?? true;
    const length = accepted === true ? found.length : Number(accepted);
    if (!(length > 0)) return index + 1;
    spans.push({ start: index, end: index + length, shown: this.shown(found.slice(0, length)) });
    return index + length;
  }

  #firstUndecided(text: string, from: number): number {
    this.#partial.lastIndex = from;
    return this.#partial.exec(text)?.index ?? text.length;
  }
}
