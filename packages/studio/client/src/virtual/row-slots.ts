/**
 * Which row is drawn with what another was that is out of sight now. Rows that stay in sight keep theirs; when all go at once, each gets what stood at
 * its place, so that nothing in the page is made, taken away or moved.
 */
export class RowSlots {
  #count = 0;
  #shift = 0;
  #first = 0;
  #last = -1;

  /** Tells it the rows that are in sight from now on. */
  show(first: number, last: number): void {
    const needed = last - first + 1;
    const isElsewhere = first > this.#last || last < this.#first;
    if (needed > this.#count) {
      this.#count = needed;
      this.#shift = 0;
    } else if (isElsewhere) this.#shift += this.#first - first;
    this.#first = first;
    this.#last = last;
  }

  of(index: number): number {
    const place = (index + this.#shift) % Math.max(1, this.#count);
    return place < 0 ? place + this.#count : place;
  }
}
