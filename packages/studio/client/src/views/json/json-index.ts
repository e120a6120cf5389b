import type { PiecedText } from "../../pace/pieced-text.js";
import { NumberColumn } from "./number-column.js";

const none = 0xff_ff_ff_ff;

/** How many values are read between two looks at the clock. */
const perStep = 2_000;

const code = (sign: string): number => sign.charCodeAt(0);
const quote = code('"');
const backslash = code("\\");
const comma = code(",");
const colon = code(":");
const objectBegins = code("{");
const objectEnds = code("}");
const listBegins = code("[");
const listEnds = code("]");

/**
 * Where the values of a JSON text stand in it, numbered as they come: no value is made of the text before somebody looks at it. A value takes 32
 * bytes, whatever it is.
 */
export class JsonIndex {
  readonly text: PiecedText;
  count = 0;
  readonly #begin = new NumberColumn();
  readonly #start = new NumberColumn();
  readonly #end = new NumberColumn();
  readonly #next = new NumberColumn();
  readonly #parent = new NumberColumn();
  readonly #depth = new NumberColumn();
  readonly #place = new NumberColumn();
  readonly #size = new NumberColumn();

  constructor(text: PiecedText) {
    this.text = text;
  }

  /** Of the value with its key. */
  begin(node: number): number {
    return this.#begin.get(node);
  }

  /** The number of the first value that is not inside this one. */
  next(node: number): number {
    return this.#next.get(node);
  }

  parent(node: number): number | undefined {
    const parent = this.#parent.get(node);
    return parent === none ? undefined : parent;
  }

  depth(node: number): number {
    return this.#depth.get(node);
  }

  /** How many values are directly inside. */
  size(node: number): number {
    return this.#size.get(node);
  }

  kind(node: number): "object" | "list" | "text" | "other" {
    const first = this.text.code(this.#start.get(node));
    return first === objectBegins ? "object" : first === listBegins ? "list" : first === quote ? "text" : "other";
  }

  isContainer(node: number): boolean {
    const kind = this.kind(node);
    return kind === "object" || kind === "list";
  }

  /** Its key in an object, its place in a list, undefined for the outermost. */
  label(node: number): string | number | undefined {
    const begin = this.begin(node);
    if (this.parent(node) === undefined) return undefined;
    if (begin === this.#start.get(node)) return this.#place.get(node);
    return textOf(this.text.slice(begin, endOfText(this.text, begin)));
  }

  /** As it stands in the text; at most so many characters. */
  source(node: number, most = Infinity): string {
    const start = this.#start.get(node);
    return this.text.slice(start, Math.min(this.#end.get(node), start + most));
  }

  length(node: number): number {
    return this.#end.get(node) - this.#start.get(node);
  }

  /** The value's text if it is one; of others, their JSON. */
  value(node: number): string {
    const source = this.source(node);
    return this.kind(node) === "text" ? textOf(source) : source;
  }

  /** Which value, or key of one, stands there; undefined where only signs are. */
  at(offset: number): number | undefined {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.begin(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    const isInKey = offset < this.#start.get(low);
    return isInKey || (!this.isContainer(low) && offset < this.#end.get(low)) ? low : undefined;
  }

  /** Takes in a value that begins here; its key begins before, if it has one. */
  add({ begin, start, parent }: { readonly begin: number; readonly start: number; readonly parent: number }): number {
    const node = this.count++;
    this.#begin.set(node, begin);
    this.#start.set(node, start);
    this.#parent.set(node, parent);
    if (parent !== none) {
      const place = this.size(parent);
      this.#depth.set(node, this.depth(parent) + 1);
      this.#place.set(node, place);
      this.#size.set(parent, place + 1);
    }
    return node;
  }

  end(node: number, offset: number): void {
    this.#end.set(node, offset);
    this.#next.set(node, this.count);
  }
}

/** What is read at the moment, and the sign that ends it. */
interface Open {
  readonly node: number;
  readonly ending: number;
}

/** Reads where values stand, some at a time. Answers undefined if the text doesn't close what it opens: then it is no JSON. */
export function* indexJson(text: PiecedText): Generator<undefined, JsonIndex | undefined> {
  const index = new JsonIndex(text);
  const around: Open[] = [];
  let inside: Open | undefined;
  let key = none;
  let read = 0;
  for (let at = 0; at < text.length;) {
    const sign = text.code(at);
    if (isBetween(sign)) {
      at += 1;
      continue;
    }
    if (++read % perStep === 0) yield undefined;
    if (sign === objectEnds || sign === listEnds) {
      if (inside === undefined || sign !== inside.ending || key !== none) return undefined;
      index.end(inside.node, ++at);
      inside = around.pop();
      continue;
    }
    const begins = sign === objectBegins || sign === listBegins;
    const end = begins ? at + 1 : sign === quote ? endOfText(text, at) : endOfWord(text, at);
    if (sign === quote && key === none && inside?.ending === objectEnds) key = at;
    else {
      if (inside === undefined && index.count > 0) return undefined;
      if (!begins && sign !== quote && !isWord(text.slice(at, end))) return undefined;
      const node = index.add({ begin: key === none ? at : key, start: at, parent: inside?.node ?? none });
      key = none;
      if (!begins) index.end(node, end);
      else {
        if (inside !== undefined) around.push(inside);
        inside = { node, ending: sign === objectBegins ? objectEnds : listEnds };
      }
    }
    at = end;
  }
  return inside === undefined && index.count > 0 ? index : undefined;
}

/** Spaces, and what stands between values. */
function isBetween(sign: number): boolean {
  return sign === comma || sign === colon || sign === 32 || sign === 10 || sign === 13 || sign === 9;
}

/** Where the text that begins with the quotation mark here has ended. */
function endOfText(text: PiecedText, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.code(at - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function endOfWord(text: PiecedText, start: number): number {
  let at = start + 1;
  for (; at < text.length; at += 1) {
    const sign = text.code(at);
    if (isBetween(sign) || sign === quote || isBracket(sign)) break;
  }
  return at;
}

const isBracket = (sign: number): boolean =>
  sign === objectBegins || sign === objectEnds || sign === listBegins || sign === listEnds;

const isWord = (word: string): boolean => /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(word);

function textOf(source: string): string {
  try {
    return String(JSON.parse(source));
  } catch {
    return source;
  }
}
