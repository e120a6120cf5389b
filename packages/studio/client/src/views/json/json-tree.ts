import type { JsonIndex } from "./json-index.js";

/** So many rows are opened at once at most: browsers lay out no page that is higher. */
const mostRows = 500_000;
/** So many are open from the beginning. */
const rowsAtFirst = 60;

/** Which values of a JSON text are open, and which rows that makes. A value: opening makes another. */
export class JsonTree {
  readonly index: JsonIndex;
  /** The values that are to be seen, by their numbers, from top to bottom. */
  readonly rows: Uint32Array;
  readonly #open: Uint8Array;

  private constructor(index: JsonIndex, open: Uint8Array) {
    this.index = index;
    this.#open = open;
    this.rows = rowsOf(index, open);
  }

  /** The outermost value open, and what is inside as long as little is. */
  static of(index: JsonIndex): JsonTree {
    let tree = new JsonTree(index, new Uint8Array(index.count));
    for (let depth = 0; depth < 5; depth += 1) {
      const below = [...tree.rows].filter((node) => index.depth(node) === depth && index.isContainer(node));
      const added = below.reduce((sum, node) => sum + index.size(node), 0);
      if (depth > 0 && tree.rows.length + added > rowsAtFirst) break;
      tree = tree.with(below, true);
    }
    return tree;
  }

  isOpen(node: number): boolean {
    return this.#open[node] === 1;
  }

  with(nodes: Iterable<number>, isOpen: boolean): JsonTree {
    const open = this.#open.slice();
    for (const node of nodes) open[node] = isOpen ? 1 : 0;
    return new JsonTree(this.index, open);
  }

  /** With all that is inside the value open, as far as rows go, or closed. */
  withAll(node: number, isOpen: boolean): JsonTree {
    const open = this.#open.slice();
    const end = this.index.next(node);
    open.fill(isOpen ? 1 : 0, node, isOpen ? Math.min(end, node + mostRows) : end);
    return new JsonTree(this.index, open);
  }

  /** With everything around the value open. */
  showing(node: number): JsonTree {
    const around: number[] = [];
    for (let each = this.index.parent(node); each !== undefined; each = this.index.parent(each)) around.push(each);
    return around.every((each) => this.isOpen(each)) ? this : this.with(around, true);
  }

  /** In which row the value is, or that around it that is to be seen. */
  rowOf(node: number): number {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.rows[middle] ?? 0) <= node) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function rowsOf(index: JsonIndex, open: Uint8Array): Uint32Array {
  const rows = new Uint32Array(index.count);
  let length = 0;
  for (let node = 0; node < index.count;) {
    rows[length++] = node;
    node = open[node] === 1 ? node + 1 : index.next(node);
  }
  return rows.slice(0, length);
}
