/** What may come next. After a value comes a comma or an end, at the top nothing. */
type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";

const whitespace = /[ \t\r\n]*/y;
const scalar = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;
const begunScalar = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?))$/;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const begunEscape = /^\\(?:u[0-9a-fA-F]{0,3})?$/;

/**
 * Where a text stops being JSON: the offset of the first character that can't be there, or the text's length if it is the beginning of
 * some JSON that goes on. `JSON.parse` says it for some errors only, and in words that change.
 */
export function findJsonError(text: string): number {
  return new JsonScanner(text).scan();
}

class JsonScanner {
  readonly #text: string;
  readonly #closing: string[] = [];
  #at = 0;
  #expected: Expected = "value";

  constructor(text: string) {
    this.#text = text;
  }

  scan(): number {
    for (;;) {
      this.#at += this.#match(whitespace);
      const character = this.#text[this.#at];
      if (character === undefined || !this.#take(character)) return this.#at;
    }
  }

  /** Takes what begins here. False if it can't be there, or ends too early; the place is then where. */
  #take(character: string): boolean {
    const expected = this.#expected;
    const closes =
      this.#closing.at(-1) === character && expected !== "value" && expected !== "key" && expected !== "colon";
    if (closes) {
      this.#closing.pop();
      return this.#go(1, this.#afterValue());
    }
    switch (expected) {
      case "nothing":
        return false;
      case "colon":
        return character === ":" && this.#go(1, "value");
      case "comma or end":
        return character === "," && this.#go(1, this.#closing.at(-1) === "}" ? "key" : "value");
      case "key":
      case "key or end":
        return character === '"' && this.#takeText("colon");
      default:
        return this.#takeValue(character);
    }
  }

  #takeValue(character: string): boolean {
    if (character === '"') return this.#takeText(this.#afterValue());
    if (character === "{" || character === "[") {
      this.#closing.push(character === "{" ? "}" : "]");
      return this.#go(1, character === "{" ? "key or end" : "value or end");
    }
    const length = this.#match(scalar);
    const rest = this.#text.slice(this.#at + length, this.#at + length + 1);
    if (length > 0 && !/[\w.+-]/.test(rest)) return this.#go(length, this.#afterValue());
    if (begunScalar.test(this.#text.slice(this.#at, this.#at + 400))) this.#at = this.#text.length;
    return false;
  }

  #takeText(next: Expected): boolean {
    const text = this.#text;
    for (let at = this.#at + 1; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x22) return this.#go(at + 1 - this.#at, next);
      if (code !== 0x5c && code >= 0x20) continue;
      this.#at = at;
      if (code !== 0x5c) return false; // the end of the text, or a control character
      const length = this.#match(escape);
      if (length === 0) {
        if (begunEscape.test(text.slice(at, at + 7))) this.#at = text.length;
        return false;
      }
      at += length - 1;
    }
  }

  #go(length: number, next: Expected): true {
    this.#at += length;
    this.#expected = next;
    return true;
  }

  #afterValue(): Expected {
    return this.#closing.length === 0 ? "nothing" : "comma or end";
  }

  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0].length ?? 0;
  }
}
