/** Longer pieces are cut, so that what is done piece by piece can be interrupted: this takes a few milliseconds. */
const pieceLength = 256 * 1_024;

/**
 * A text of any length, in the pieces it came in. They are never joined: for 20 MB a browser takes a page's thread for a tenth of a second. Reading on
 * from where was read last costs as much as in one string.
 */
export class PiecedText {
  readonly length: number;
  readonly #pieces: readonly string[];
  /** Where each begins. */
  readonly #starts: readonly number[];
  /** The piece that was read last, and which part of the text that is. */
  #piece = "";
  #from = 0;
  #to = 0;
  #at = 0;

  constructor(pieces: readonly string[]) {
    this.#pieces = pieces.flatMap(cut);
    const starts: number[] = [];
    let length = 0;
    for (const piece of this.#pieces) {
      starts.push(length);
      length += piece.length;
    }
    this.#starts = starts;
    this.length = length;
  }

  static async read(pieces: AsyncIterable<string>): Promise<PiecedText> {
    const read: string[] = [];
    for await (const piece of pieces) read.push(piece);
    return new PiecedText(read);
  }

  /** All of it as one string: for texts that are to be parsed at once. */
  get whole(): string {
    return this.#pieces.join("");
  }

  /** The code unit that stands there; not a number where the text has none. */
  code(at: number): number {
    if (at < this.#from || at >= this.#to) this.#seek(at);
    return this.#piece.charCodeAt(at - this.#from);
  }

  /** Where a sign stands from there on, -1 if it doesn't. */
  indexOf(sign: string, from: number): number {
    let at = from;
    while (at < this.length) {
      this.#seek(at);
      const found = this.#piece.indexOf(sign, at - this.#from);
      if (found >= 0) return this.#from + found;
      at = this.#to;
    }
    return -1;
  }

  slice(from: number, to: number): string {
    const end = Math.min(to, this.length);
    let text = "";
    for (let at = from; at < end; at = this.#to) {
      this.#seek(at);
      text += this.#piece.slice(at - this.#from, end - this.#from);
    }
    return text;
  }

  /**
   * The text piece by piece, with where each begins, and after each what stands around its end: so many characters of it, and as many that follow.
   * Whatever is at most one longer than that is whole in one of them.
   */
  *windows(around: number): Generator<readonly [from: number, text: string], void> {
    for (const [at, piece] of this.#pieces.entries()) {
      const from = this.#starts[at] ?? 0;
      yield [from, piece];
      const end = from + piece.length;
      const seam = Math.max(0, end - around);
      if (around > 0 && end < this.length) yield [seam, this.slice(seam, end + around)];
    }
  }

  #seek(at: number): void {
    if (at >= this.#from && at < this.#to) return;
    const isNext = at === this.#to && this.#to > 0;
    this.#at = isNext ? this.#at + 1 : this.#pieceAt(at);
    this.#piece = this.#pieces[this.#at] ?? "";
    this.#from = this.#starts[this.#at] ?? this.length;
    this.#to = this.#from + this.#piece.length;
  }

  #pieceAt(at: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function cut(piece: string): readonly string[] {
  const count = Math.ceil(piece.length / pieceLength);
  return Array.from({ length: count }, (_, at) => piece.slice(at * pieceLength, (at + 1) * pieceLength));
}
