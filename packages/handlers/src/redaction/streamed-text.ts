import type { TextRedaction } from "@earshot/core/redaction";
import type { CompiledRule, Span } from "./compiled-rule.js";
import { hide, type TextRedactor, unite } from "./text-redactor.js";

/** How much of what was shown stays known, for patterns that look back. */
const lookBehind = 64;
/** How much of a hidden text stays known, to find its end in. */
const endLength = 80;

/**
 * Redacts a text that comes in pieces: together they read as the whole text would, redacted at once. Held back is what begins a match that
 * more text could make, or make longer, and no more; up to a bound, beyond which it counts as a match and is hidden to its end.
 */
export class StreamedText implements TextRedaction {
  readonly #redactor: TextRedactor;
  readonly #maxHeld: number;
  /** What was shown last, and what is held. */
  #text = "";
  #heldFrom = 0;
  /** Half of a character, whose other half is to come. */
  #half = "";
  /** The rule that holds, if that alone is why. */
  #holder: CompiledRule | undefined;
  /** What is hidden without being held, to its end. */
  #hiding: RegExp | undefined;

  constructor(redactor: TextRedactor, maxHeld: number) {
    this.#redactor = redactor;
    this.#maxHeld = maxHeld;
  }

  get isHolding(): boolean {
    return this.#half !== "" || (this.#hiding === undefined && this.#heldFrom < this.#text.length);
  }

  push(piece: string): string {
    const text = this.#half + piece;
    this.#half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? "";
    if (text === this.#half) return "";
    this.#text += text.slice(0, text.length - this.#half.length);
    if (this.#hiding !== undefined) return this.#hide(this.#hiding);
    const isStillHeld = this.#holder?.isUndecidedAt(this.#text, this.#heldFrom) === true;
    const shown = isStillHeld ? "" : this.#show();
    return this.#text.length - this.#heldFrom > this.#maxHeld ? shown + this.#giveUp() : shown;
  }

  flush(): string {
    if (this.#hiding !== undefined) return "";
    this.#text += this.#half;
    this.#half = "";
    const rest = hide(this.#text, this.#redactor.spansIn(this.#text, this.#heldFrom), { from: this.#heldFrom });
    this.#text = "";
    this.#heldFrom = 0;
    return rest;
  }

  #show(): string {
    const text = this.#text;
    const found: Span[] = [];
    let until = text.length;
    this.#holder = undefined;
    for (const rule of this.#redactor.rules) {
      const { spans, undecidedFrom } = rule.find(text, this.#heldFrom);
      found.push(...spans);
      if (undecidedFrom >= until) continue;
      until = undecidedFrom;
      this.#holder = rule;
    }
    const spans = unite(found);
    // A match that overlaps what is undecided may turn out to be a part of something longer.
    const overlapping = spans.find((span) => span.start < until && span.end > until);
    if (overlapping !== undefined) {
      until = overlapping.start;
      this.#holder = undefined;
    }
    const shown = hide(
      text,
      spans.filter((span) => span.end <= until),
      { from: this.#heldFrom, to: until },
    );
    this.#keepFrom(until);
    return shown;
  }

  /** Too long to be held: hidden, and so is what follows, to its end. */
  #giveUp(): string {
    const holder = this.#holder ?? this.#redactor.rules.find((rule) => rule.isUndecidedAt(this.#text, this.#heldFrom));
    this.#holder = undefined;
    const shown = holder?.shown(this.#text.slice(this.#heldFrom)) ?? "[redacted]";
    this.#hiding = holder?.rule.endsAt ?? /(?=\s)/;
    return shown + this.#hide(this.#hiding);
  }

  #hide(end: RegExp): string {
    const match = end.exec(this.#text.slice(this.#heldFrom));
    if (match === null) {
      this.#keepFrom(Math.max(this.#heldFrom, this.#text.length - endLength));
      return "";
    }
    this.#hiding = undefined;
    const rest = this.#text.slice(this.#heldFrom + match.index + match[0].length);
    this.#text = "";
    this.#heldFrom = 0;
    return this.push(rest);
  }

  #keepFrom(position: number): void {
    const start = Math.max(position - lookBehind, 0);
    this.#text = this.#text.slice(start);
    this.#heldFrom = position - start;
  }
}
