import { UnstreamablePatternError } from "./unstreamable-pattern-error.js";

/** What a pattern is for a text that isn't all there yet. */
export interface PartialPattern {
  /** Matches, up to the end of the text, whatever the pattern could still match or match more of once more text comes. */
  readonly source: string;
  /** True if all matches are equally long and look no further, so that a match at the end of the text is final. */
  readonly isFixed: boolean;
}

const end = "(?![\\s\\S])";
const atEnd = (source: string): string => `(?:${source}|${end})`;

/**
 * Translates a pattern so that at the end of the text each of its pieces may be missing: `ab+` becomes, in short, `(a|END)(b+|b*END)END`.
 *
 * @throws UnstreamablePatternError for a pattern with a reference to a group, or under the flag `v`
 */
export function toPartialPattern({ source, flags }: RegExp): PartialPattern {
  if (flags.includes("v")) throw new UnstreamablePatternError(source, "the flag v");
  const reader = new PatternReader(source, flags.includes("u"));
  return { source: `(?:${reader.readAlternatives()})${end}`, isFixed: reader.isFixed };
}

const group = /\((?:\?(?:<[A-Za-z_$][\w$]*>|<?[=!]|:))?/y;
const characterClass = /\[(?:[^\]\\]|\\[^])*\]/y;
const escape = /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|p\{[^}]*\}|[^])/iy;
const quantifier = /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y;

class PatternReader {
  readonly #source: string;
  readonly #isUnicode: boolean;
  #position = 0;
  isFixed = true;

  constructor(source: string, isUnicode: boolean) {
    this.#source = source;
    this.#isUnicode = isUnicode;
  }

  readAlternatives(): string {
    const alternatives = [this.#readSequence()];
    while (this.#take("|")) alternatives.push(this.#readSequence());
    if (alternatives.length > 1) this.isFixed = false;
    return alternatives.join("|");
  }

  #readSequence(): string {
    let sequence = "";
    while (this.#position < this.#source.length && !/[|)]/.test(this.#source[this.#position] ?? ""))
      sequence += this.#readTerm();
    return sequence;
  }

  #readTerm(): string {
    const opening = this.#match(group);
    if (opening !== undefined) return this.#readGroup(opening);
    const atom = this.#match(characterClass) ?? this.#match(escape) ?? this.#readCharacter();
    if (atom === "^" || atom === "$" || atom === "\\b" || atom === "\\B") {
      this.isFixed = false;
      return atEnd(atom);
    }
    if (/^\\[1-9k]/.test(atom)) throw new UnstreamablePatternError(this.#source, `the reference ${atom}`);
    const times = this.#readQuantifier();
    if (times === "") return atEnd(atom);
    // Fewer than it takes, if the text ends there.
    return `(?:${atom}${times}|${atom}${fewer(times)}${end})`;
  }

  #readGroup(opening: string): string {
    const start = this.#position;
    const inner = this.readAlternatives();
    const original = this.#source.slice(start, this.#position);
    this.#take(")");
    if (!/^\(\?<?[=!]/.test(opening)) return `(?:${inner})${this.#readQuantifier()}`;
    const assertion = atEnd(`${opening}${original})${this.#readQuantifier()}`);
    if (opening.startsWith("(?<")) return assertion;
    this.isFixed = false;
    // What it looks at isn't all there: so it is not decided, however much of the text that is.
    return `(?:(?=(?:${inner})${end})[\\s\\S]*|${assertion})`;
  }

  #readQuantifier(): string {
    const times = this.#match(quantifier) ?? "";
    if (times !== "" && !/^\{\d+\}$/.test(times)) this.isFixed = false;
    return times;
  }

  #readCharacter(): string {
    const code = this.#source.codePointAt(this.#position) ?? 0;
    const character = this.#isUnicode ? String.fromCodePoint(code) : (this.#source[this.#position] ?? "");
    this.#position += character.length;
    return character;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#source)?.[0];
    this.#position += found?.length ?? 0;
    return found;
  }

  #take(character: string): boolean {
    if (this.#source[this.#position] !== character) return false;
    this.#position++;
    return true;
  }
}

/** As many as there are, up to the same most. */
function fewer(times: string): string {
  if (/^[*+]/.test(times)) return "*";
  if (times.startsWith("?")) return "?";
  const [least, most] = times.replace(/[{}?]/g, "").split(",");
  return most === undefined ? `{0,${least}}` : `{0,${most}}`;
}
