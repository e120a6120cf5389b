import { compiled, type CompiledRule, type Span } from "./compiled-rule.js";
import type { TextRule } from "./text-rule.js";

/** Hides what any of its rules finds. Where two overlap, all that they cover is hidden, under the name of the first. */
export class TextRedactor {
  readonly rules: readonly CompiledRule[];

  constructor(rules: readonly TextRule[]) {
    this.rules = rules.map(compiled);
  }

  /** The same string if there is nothing to hide. */
  redact(text: string): string {
    const spans = this.spansIn(text);
    return spans.length === 0 ? text : hide(text, spans);
  }

  /** Redacts what reads as one text; what is shown for a match stands where it begins. */
  redactPieces(pieces: readonly string[]): readonly string[] {
    const spans = this.spansIn(pieces.join(""));
    if (spans.length === 0) return pieces;
    let offset = 0;
    return pieces.map((piece) => {
      const start = offset;
      offset += piece.length;
      const own = spans
        .filter((span) => span.start < offset && span.end > start)
        .map((span) => ({
          start: Math.max(span.start - start, 0),
          end: Math.min(span.end - start, piece.length),
          shown: span.start < start ? "" : span.shown,
        }));
      return hide(piece, own);
    });
  }

  spansIn(text: string, from = 0): readonly Span[] {
    const found: Span[] = [];
    for (const rule of this.rules) found.push(...rule.findAll(text, from));
    return unite(found);
  }
}

/** In order, and apart from each other. */
export function unite(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const united: Span[] = [];
  for (const span of [...spans].sort((left, right) => left.start - right.start || right.end - left.end)) {
    const last = united.at(-1);
    if (last === undefined || span.start >= last.end) united.push(span);
    else if (span.end > last.end) united[united.length - 1] = { ...last, end: span.end };
  }
  return united;
}

/** The text with what is shown in place of each span. */
export function hide(text: string, spans: readonly Span[], { from = 0, to = text.length } = {}): string {
  let shown = "";
  let position = from;
  for (const span of spans) {
    shown += text.slice(position, span.start) + span.shown;
    position = span.end;
  }
  return shown + text.slice(position, to);
}
