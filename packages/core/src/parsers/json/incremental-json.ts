import { JsonSnapshots } from "./json-snapshots.js";

type Expected = "value" | "value or ]" | "key" | "key or }" | ":" | "separator";

const space = /\s/;
const scalarCharacter = /[-+.\w]/;
const wholeNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const numberSoFar = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][-+]?\d*)?)?$/;
const words = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/**
 * Reads one JSON value as its text comes, each character once. Whatever of the value can be told is there at any moment: open strings,
 * arrays and objects count as closed, a number or word cut in two is what it begins with, a key without a value is left out.
 *
 * Line breaks inside of strings are taken as they are: models write them, and what they mean is clear.
 */
export class IncrementalJson {
  #state: "open" | "complete" | "failed" = "open";
  #expected: Expected = "value";
  /** The string that is being read, decoded; whether it is a key; and an escape in it that is not complete. */
  #text: string | undefined = undefined;
  #isKey = false;
  #escape = "";
  /** The number or word that is being read. */
  #scalar = "";
  readonly #value = new JsonSnapshots();

  /** `failed`: no continuation makes it JSON. */
  get state(): "open" | "complete" | "failed" {
    return this.#state;
  }

  get hasChanged(): boolean {
    return this.#value.isWorthShowing;
  }

  /** What can be told of the value so far; nothing that comes later changes it. */
  show(): unknown {
    return this.#value.show();
  }

  /** Reads on. Answers the position of the first character that doesn't belong to the value. */
  read(text: string, from = 0): number {
    let position = from;
    while (position < text.length && this.#state === "open") {
      if (this.#text !== undefined) position = this.#readString(text, position, this.#text);
      else if (this.#scalar !== "") position = this.#readScalar(text, position);
      else if (this.#readStructure(text[position] as string)) position++;
    }
    if (this.#state === "open") this.#showOpenToken();
    this.#value.pass(position - from);
    return position;
  }

  /** No more comes: a number on its own is over only now. */
  finish(): void {
    if (this.#state === "open" && this.#scalar !== "") this.#endScalar();
  }

  /** False if the character was not taken: it begins a number or word, or fails. */
  #readStructure(character: string): boolean {
    if (space.test(character)) return true;
    const expected = this.#expected;
    if (character === '"' && expected !== ":" && expected !== "separator") return this.#beginString();
    if (expected === "value" || expected === "value or ]") return this.#beginValue(character);
    if (character === "}" && (expected === "key or }" || (expected === "separator" && !this.#value.isInArray)))
      return this.#endValue("close");
    if (expected === ":" && character === ":") return this.#expect("value");
    if (expected === "separator" && character === "]" && this.#value.isInArray) return this.#endValue("close");
    if (expected === "separator" && character === ",") return this.#expect(this.#value.isInArray ? "value" : "key");
    return this.#fail();
  }

  #beginValue(character: string): boolean {
    if (character === "]" && this.#expected === "value or ]") return this.#endValue("close");
    if (this.#value.isInArray) this.#value.nextItem();
    if (character === "{") {
      this.#value.open({});
      return this.#expect("key or }");
    }
    if (character === "[") {
      this.#value.open([]);
      return this.#expect("value or ]");
    }
    if (!scalarCharacter.test(character)) return this.#fail();
    this.#scalar = character;
    return true;
  }

  #beginString(): true {
    this.#isKey = this.#expected.startsWith("key");
    if (!this.#isKey && this.#value.isInArray) this.#value.nextItem();
    this.#text = "";
    return true;
  }

  #readString(text: string, from: number, soFar: string): number {
    if (this.#escape !== "") return this.#readEscape(text[from] as string, soFar) ? from + 1 : from;
    let end = from;
    while (end < text.length && text[end] !== '"' && text[end] !== "\\") end++;
    this.#text = soFar + text.slice(from, end);
    if (end === text.length) return end;
    if (text[end] === "\\") this.#escape = "\\";
    else this.#endString(this.#text);
    return end + 1;
  }

  #readEscape(character: string, soFar: string): boolean {
    const escape = this.#escape + character;
    if (escape[1] !== "u") {
      const meant = escapes[character];
      if (meant === undefined) return this.#fail();
      this.#text = soFar + meant;
    } else if (escape.length < 6) {
      this.#escape = escape;
      return /^\\u[\da-f]*$/i.test(escape) || this.#fail();
    } else {
      if (!/^\\u[\da-f]{4}$/i.test(escape)) return this.#fail();
      this.#text = soFar + String.fromCharCode(Number.parseInt(escape.slice(2), 16));
    }
    this.#escape = "";
    return true;
  }

  #endString(text: string): void {
    this.#text = undefined;
    if (this.#isKey) {
      this.#value.nextKey(text);
      this.#expect(":");
    } else {
      this.#value.put(text);
      this.#endValue();
    }
  }

  #readScalar(text: string, from: number): number {
    let end = from;
    while (end < text.length && scalarCharacter.test(text[end] as string)) end++;
    this.#scalar += text.slice(from, end);
    if (end < text.length) this.#endScalar();
    return end;
  }

  #endScalar(): void {
    const scalar = this.#scalar;
    this.#scalar = "";
    if (words.has(scalar)) this.#value.put(words.get(scalar));
    else if (wholeNumber.test(scalar)) this.#value.put(Number(scalar));
    else {
      this.#fail();
      return;
    }
    this.#endValue();
  }

  #endValue(close?: "close"): true {
    if (close !== undefined) this.#value.close();
    if (this.#value.depth === 0) this.#state = "complete";
    return this.#expect("separator");
  }

  #expect(expected: Expected): true {
    this.#expected = expected;
    return true;
  }

  #fail(): false {
    this.#state = "failed";
    return false;
  }

  #showOpenToken(): void {
    if (this.#text !== undefined && !this.#isKey) this.#value.put(this.#text);
    const scalar = this.#scalar;
    if (scalar === "") return;
    if (numberSoFar.test(scalar)) {
      const digits = scalar.replace(/\.?(?:[eE][-+]?)?$/, "");
      if (digits !== "-") this.#value.put(Number(digits));
      return;
    }
    const word = [...words.keys()].find((known) => known.startsWith(scalar));
    if (word === undefined) this.#fail();
    else this.#value.put(words.get(word));
  }
}
