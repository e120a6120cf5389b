const incomplete = Symbol("incomplete");

/**
 * Parses JSON of which the end may still be missing: open strings, arrays and objects count as closed, a key without a value is left
 * out. Answers `undefined` for text that no continuation can make valid.
 *
 * @example
 * ```ts
 * import { parsePartialJson } from "@earshot/core/messages";
 *
 * console.log(parsePartialJson('{"city": "Ber')); // => { city: 'Ber' }
 * ```
 */
export function parsePartialJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // not complete: read as far as it goes
  }
  try {
    const parser = new PartialJsonParser(text);
    const value = parser.value();
    return value === incomplete || !parser.atEnd() ? undefined : value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class PartialJsonParser {
  #position = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  atEnd(): boolean {
    this.#skipSpace();
    return this.#position >= this.#text.length;
  }

  /** The value that starts here, as far as it is there; `incomplete` if nothing of it can be told yet. */
  value(): unknown {
    if (this.atEnd()) return incomplete;
    const character = this.#text[this.#position];
    if (character === "{") return this.#object();
    if (character === "[") return this.#array();
    if (character === '"') return this.#string();
    return this.#scalar();
  }

  #object(): unknown {
    const result: Record<string, unknown> = {};
    this.#position++;
    while (!this.#ends("}")) {
      this.#expectStart('"');
      const key = this.#string() as string;
      if (this.atEnd()) return result;
      this.#expectStart(":");
      this.#position++;
      const value = this.value();
      if (value === incomplete) return result;
      Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true }); // "__proto__" is a key like any other
      if (!this.#separated("}")) return result;
    }
    return result;
  }

  #array(): unknown {
    const result: unknown[] = [];
    this.#position++;
    while (!this.#ends("]")) {
      const value = this.value();
      if (value === incomplete) return result;
      result.push(value);
      if (!this.#separated("]")) return result;
    }
    return result;
  }

  #string(): unknown {
    const start = this.#position++;
    while (this.#position < this.#text.length) {
      const character = this.#text[this.#position++];
      if (character === "\\") this.#position++;
      else if (character === '"') return JSON.parse(escapeControls(this.#text.slice(start, this.#position)));
    }
    this.#position = this.#text.length;
    const open = this.#text.slice(start).replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, (tail, at: number, all: string) => {
      return /(?:^|[^\\])(?:\\\\)*$/.test(all.slice(0, at)) ? "" : tail; // an escape cut in two is dropped, an escaped backslash is not
    });
    return JSON.parse(escapeControls(`${open}"`));
  }

  #scalar(): unknown {
    const token = /[^\s,\]}]*/y;
    token.lastIndex = this.#position;
    const text = token.exec(this.#text)?.[0] ?? "";
    this.#position += text.length;
    const isCut = this.#position >= this.#text.length;
    if (isCut) {
      const literal = ["true", "false", "null"].find((word) => text !== "" && word.startsWith(text));
      if (literal !== undefined) return JSON.parse(literal);
      if (/^-?\d*\.?\d*(?:[eE][+-]?)?$/.test(text)) {
        const number = text.replace(/\.?(?:[eE][+-]?)?$/, "");
        return number === "" || number === "-" ? incomplete : JSON.parse(number);
      }
    }
    return JSON.parse(text);
  }

  #ends(closer: string): boolean {
    if (this.atEnd()) return true;
    if (this.#text[this.#position] !== closer) return false;
    this.#position++;
    return true;
  }

  /** True after a comma; false where the text stops or the list is closed. */
  #separated(closer: string): boolean {
    if (this.#ends(closer)) return false;
    this.#expectStart(",");
    this.#position++;
    return true;
  }

  #expectStart(character: string): void {
    if (this.#text[this.#position] !== character) throw new SyntaxError(`Expected ${character} at ${this.#position}`);
  }

  #skipSpace(): void {
    while (" \n\r\t".includes(this.#text[this.#position] ?? "x")) this.#position++;
  }
}

/** Models put line breaks into strings unescaped; what they mean is clear. */
function escapeControls(json: string): string {
  return json.replace(/[\n\r\t]/g, (character) => (character === "\n" ? "\\n" : character === "\r" ? "\\r" : "\\t"));
}
