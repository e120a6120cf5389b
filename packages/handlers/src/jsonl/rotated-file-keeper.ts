import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { JsonlWriteError } from "./jsonl-write-error.js";
import { rotatedFiles } from "./rotated-files.js";

/** A file that was rotated away; or that was to be, with the reason why it was not, or not packed or removed. */
export interface RotatedFile {
  readonly path: string;
  readonly error?: JsonlWriteError;
}

/** What becomes of rotated files. */
export interface RotatedFileKeeperOptions {
  /** The path with its `{pid}`, if it has one: the files of processes that are gone are kept house for as well. */
  readonly path: string;
  readonly maxFiles: number;
  readonly gzip: boolean;
  readonly onRotated: ((file: RotatedFile) => void) | undefined;
}

/** Packs what was rotated away and removes what is too many, one file after the other, beside the writing. */
export class RotatedFileKeeper {
  readonly #options: RotatedFileKeeperOptions;
  #work: Promise<void> = Promise.resolve();

  constructor(options: RotatedFileKeeperOptions) {
    this.#options = options;
  }

  /** A file was rotated away, or was not, for a reason. */
  add(path: string, error?: JsonlWriteError): void {
    if (error !== undefined) this.#tell({ path, error });
    else this.#work = this.#work.then(() => this.#keepHouse(path));
  }

  /** Resolves once nothing is left to be done; never rejects. */
  done(): Promise<void> {
    return this.#work;
  }

  async #keepHouse(left: string): Promise<void> {
    const { path, maxFiles, gzip } = this.#options;
    let told: RotatedFile = { path: left };
    try {
      const files = await rotatedFiles(path);
      const tooMany = files.slice(0, Math.max(0, files.length - maxFiles));
      for (const file of tooMany) await rm(file, { force: true });
      // Also what an earlier attempt left unpacked.
      if (gzip) for (const file of files.slice(tooMany.length)) if (!file.endsWith(".gz")) await pack(file);
      if (gzip) told = { path: `${left}.gz` };
    } catch (cause) {
      told = { path: left, error: new JsonlWriteError({ path: left, action: "rotate", cause }) };
    }
    this.#tell(told);
  }

  #tell(file: RotatedFile): void {
    try {
      this.#options.onRotated?.(file);
    } catch {
      // Whoever is told may fail; the files are as they are.
    }
  }
}

/** The packed file takes the place of the whole one when it is complete; again, if a line came late by another process. */
async function pack(path: string): Promise<void> {
  const packed = `${path}.gz`;
  const begun = `${packed}.tmp`;
  for (let size = -1; ;) {
    const now = (await stat(path)).size;
    if (now === size) break;
    size = now;
    await pipeline(createReadStream(path), createGzip(), createWriteStream(begun, { flush: true }));
  }
  await rename(begun, packed);
  await rm(path);
}
