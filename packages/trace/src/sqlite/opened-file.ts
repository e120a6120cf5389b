import { statSync } from "node:fs";
import { TraceStoreError } from "../store/trace-store-error.js";

/** The file that a store has open, which others may delete or put another in the place of. */
export class OpenedFile {
  readonly path: string;
  /** `undefined` if the store is in memory alone. */
  readonly #identity: string | undefined;

  constructor(path: string) {
    this.path = path;
    this.#identity = path === ":memory:" ? undefined : identityOf(path);
  }

  /** Whether it is still what its path names. */
  get isThere(): boolean {
    return this.#identity === undefined || identityOf(this.path) === this.#identity;
  }

  /** @throws TraceStoreError if the file was deleted or replaced: what is written to it now, nobody would find, and what it has is no longer so */
  assertThere(): void {
    if (this.isThere) return;
    throw new TraceStoreError(
      `The trace store ${this.path} was deleted or replaced while it was open, and is of no more use. Open it again, or start again what has it open.`,
    );
  }
}

/** What tells a file from another of the same name. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? undefined : `${String(found.dev)}:${String(found.ino)}`;
}
