const none = 0xff_ff_ff_ff;

/** How many values are read between two looks at the clock. */
const perStep = 2_000;

type Column = "begin" | "start" | "end" | "next" | "parent" | "depth" | "place" | "size";

/**
 * Where the values of a JSON text stand in it, numbered as they come: no value is made of the text before somebody looks at it. A value takes 32
 * bytes, whatever it is.
 */
export class JsonIndex {
  readonly text: string;
  count = 0;
  #room = 1_024;
  readonly #columns: Record<Column, Uint32Array>;

  constructor(text: string) {
    this.text = text;
    const column = () => new Uint32Array(this.#room);
    this.#columns = {
      begin: column(),
      start: column(),
      end: column(),
      next: column(),
      parent: column(),
      depth: column(),
      place: column(),
      size: column(),
    };
  }

  /** Of the value with its key. */
  begin(node: number): number {
    return this.#columns.begin[node] ?? 0;
  }

  /** The number of the first value that is not inside this one. */
  next(node: number): number {
    return this.#columns.next[node] ?? this.count;
  }

  parent(node: number): number | undefined {
    const parent = this.#columns.parent[node] ?? none;
    return parent === none ? undefined : parent;
  }

  depth(node: number): number {
    return this.#columns.depth[node] ?? 0;
  }

  /** How many values are directly inside. */
  size(node: number): number {
    return this.#columns.size[node] ?? 0;
  }

  kind(node: number): "object" | "list" | "text" | "other" {
    const first = this.text[this.#start(node)];
    return first === "{" ? "object" : first === "[" ? "list" : first === '"' ? "text" : "other";
  }

  isContainer(node: number): boolean {
    return this.kind(node) === "object" || this.kind(node) === "list";
  }

  /** Its key in an object, its place in a list, undefined for the outermost. */
  label(node: number): string | number | undefined {
    const { begin, start, place } = this.#columns;
    if (this.parent(node) === undefined) return undefined;
    if (begin[node] === start[node]) return place[node];
    return textOf(this.text.slice(begin[node], endOfText(this.text, begin[node] ?? 0)));
  }

  /** As it stands in the text; at most so many characters. */
  source(node: number, most = Infinity): string {
    const start = this.#start(node);
    return this.text.slice(start, Math.min(this.#end(node), start + most));
  }

  length(node: number): number {
    return this.#end(node) - this.#start(node);
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
    const isInKey = offset < this.#start(low);
    return isInKey || (!this.isContainer(low) && offset < this.#end(low)) ? low : undefined;
  }

  /** Takes in a value that begins here; its key begins before, if it has one. */
  add({ begin, start, parent }: { readonly begin: number; readonly start: number; readonly parent: number }): number {
    if (this.count === this.#room) this.#grow();
    const node = this.count++;
    const columns = this.#columns;
    columns.begin[node] = begin;
    columns.start[node] = start;
    columns.parent[node] = parent;
    if (parent !== none) {
      columns.depth[node] = this.depth(parent) + 1;
      columns.place[node] = this.size(parent);
      columns.size[parent] = this.size(parent) + 1;
    }
    return node;
  }

  end(node: number, offset: number): void {
    this.#columns.end[node] = offset;
    this.#columns.next[node] = this.count;
  }

  #start(node: number): number {
    return this.#columns.start[node] ?? 0;
  }

  #end(node: number): number {
    return this.#columns.end[node] ?? this.text.length;
  }

  #grow(): void {
    this.#room *= 2;
    for (const [name, column] of Object.entries(this.#columns) as [Column, Uint32Array][]) {
      this.#columns[name] = new Uint32Array(this.#room);
      this.#columns[name].set(column);
    }
  }
}

/** Reads where values stand, some at a time. Answers undefined if the text doesn't close what it opens: then it is no JSON. */
export function* indexJson(text: string): Generator<undefined, JsonIndex | undefined> {
  const index = new JsonIndex(text);
  const open: number[] = [];
  let key = none;
  let read = 0;
  for (let at = 0; at < text.length;) {
    if (++read % perStep === 0) yield undefined;
    const sign = text[at] ?? "";
    const parent = open.at(-1) ?? none;
    if (sign === "}" || sign === "]") {
      const closed = open.pop();
      if (closed === undefined || key !== none || !closes(index, closed, sign)) return undefined;
      index.end(closed, ++at);
    } else if (/[\s,:]/.test(sign)) at += 1;
    else {
      const isKey = sign === '"' && key === none && parent !== none && index.kind(parent) === "object";
      const end = sign === "{" || sign === "[" ? at + 1 : sign === '"' ? endOfText(text, at) : endOfWord(text, at);
      if (isKey) key = at;
      else {
        if (parent === none && index.count > 0) return undefined;
        if (!/[[{"]/.test(sign) && !isWord(text.slice(at, end))) return undefined;
        const node = index.add({ begin: key === none ? at : key, start: at, parent });
        key = none;
        if (sign === "{" || sign === "[") open.push(node);
        else index.end(node, end);
      }
      at = end;
    }
  }
  return open.length === 0 && index.count > 0 ? index : undefined;
}

const closes = (index: JsonIndex, node: number, sign: string): boolean =>
  index.kind(node) === (sign === "}" ? "object" : "list");

/** Where the text that begins with the quotation mark here has ended. */
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

const isWord = (word: string): boolean => /^(?:true|false|null|-?\d[\d.eE+-]*)$/.test(word);

const signs = /[\s,:[\]{}"]/g;

function endOfWord(text: string, start: number): number {
  signs.lastIndex = start + 1;
  return signs.exec(text)?.index ?? text.length;
}

function textOf(source: string): string {
  try {
    return String(JSON.parse(source));
  } catch {
    return source;
  }
}
