import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { RecordingExistsError } from "./recording-exists-error.js";

/** Writes lines under a name of their own and then gives them the right one: whoever reads the file sees all of it or nothing. */
export async function writeWholeFile(path: string, lines: readonly string[], overwrite: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, "wx");
    try {
      await file.writeFile(`${lines.join("\n")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    if (overwrite) await rename(temporary, path);
    else await linkAnew(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Unlike a rename, a link never takes the place of a file that somebody else has just made. Some file systems have none. */
async function linkAnew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" || existsSync(path)) throw new RecordingExistsError(path);
    await rename(temporary, path);
  }
}
