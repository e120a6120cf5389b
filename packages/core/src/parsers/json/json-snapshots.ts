/**
 * Copies that a character of text pays for, so that a snapshot's cost stays in proportion to the text however wide the value is: an open
 * array of more than four hundred items, or an object of more than forty keys, is shown less often than for each token. An object's
 * keys are dearer to copy than an array's items.
 */
const itemsPerCharacter = 100;
const keysPerCharacter = 10;

type Container = unknown[] | Record<string, unknown>;

interface Frame {
  container: Container;
  /** Where in the container the value is that is being read. */
  key: string | number;
  /** The snapshot before which the container was made: a later one has to be given a copy. */
  madeFor: number;
  width: number;
}

/**
 * A JSON value that grows, and can be shown at any moment: what was shown never changes. A snapshot shares with the one before it whatever
 * has not changed since: it costs a copy of what is open.
 */
export class JsonSnapshots {
  #root: unknown = undefined;
  #hasChanged = false;
  #snapshot = 0;
  /** Characters until the last snapshot is paid for. */
  #owed = 0;
  readonly #frames: Frame[] = [];

  get depth(): number {
    return this.#frames.length;
  }

  get isInArray(): boolean {
    return Array.isArray(this.#frames.at(-1)?.container);
  }

  /** True if there is more, or something else, than was shown last, and showing it is not too dear yet. */
  get isWorthShowing(): boolean {
    return this.#hasChanged && (this.#owed <= 0 || this.#frames.length === 0);
  }

  /** So many characters were read. */
  pass(characters: number): void {
    this.#owed -= characters;
  }

  /** The value so far; `undefined` if nothing of it is there. */
  show(): unknown {
    this.#snapshot++;
    this.#hasChanged = false;
    this.#owed = 0;
    for (const { container, width } of this.#frames)
      this.#owed += Math.floor(width / (Array.isArray(container) ? itemsPerCharacter : keysPerCharacter));
    return this.#root;
  }

  /** The next value goes under this key of the open object. */
  nextKey(key: string): void {
    (this.#frames.at(-1) as Frame).key = key;
  }

  /** The next value is another item of the open array. */
  nextItem(): void {
    const frame = this.#frames.at(-1) as Frame;
    frame.key = (frame.container as unknown[]).length;
  }

  /** The value at the present place; the one put there before was a part of it. */
  put(value: unknown): void {
    const frame = this.#frames.at(-1);
    if (Object.is(frame === undefined ? this.#root : Reflect.get(frame.container, frame.key), value)) return;
    if (frame === undefined) this.#root = value;
    else {
      this.#own();
      if (!Object.hasOwn(frame.container, frame.key)) frame.width++;
      set(frame.container, frame.key, value);
    }
    this.#hasChanged = true;
  }

  open(container: Container): void {
    this.put(container);
    this.#frames.push({ container, key: 0, madeFor: this.#snapshot, width: 0 });
  }

  close(): void {
    this.#frames.pop();
  }

  /** Copies what is open and was shown, outermost first; if the innermost was not, neither was anything around it. */
  #own(): void {
    if (this.#frames.at(-1)?.madeFor === this.#snapshot) return;
    for (const [depth, frame] of this.#frames.entries()) {
      if (frame.madeFor === this.#snapshot) continue;
      frame.container = Array.isArray(frame.container) ? frame.container.slice() : { ...frame.container };
      frame.madeFor = this.#snapshot;
      const around = this.#frames[depth - 1];
      if (around === undefined) this.#root = frame.container;
      else set(around.container, around.key, frame.container);
    }
  }
}

/** Assigned, `"__proto__"` would not become a key. */
function set(container: Container, key: string | number, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true });
  else (container as Record<string | number, unknown>)[key] = value;
}
