/** So many numbers lie together: a column that grows copies none of those it has, which for a million would stop the page. */
const blockBits = 16;
const blockLength = 1 << blockBits;

/** Numbers by their places, as many as there are: unsigned, of 32 bits, and 0 where none was set. */
export class NumberColumn {
  readonly #blocks: Uint32Array[] = [];

  get(at: number): number {
    return this.#blocks[at >>> blockBits]?.[at & (blockLength - 1)] ?? 0;
  }

  set(at: number, value: number): void {
    const place = at >>> blockBits;
    while (place >= this.#blocks.length) this.#blocks.push(new Uint32Array(blockLength));
    const block = this.#blocks[place];
    if (block !== undefined) block[at & (blockLength - 1)] = value;
  }
}
