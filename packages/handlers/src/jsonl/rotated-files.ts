import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";

const stamp = String.raw`\.\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.[0-9a-f]{8}`;

/** Where the file at a path goes when it is rotated away: its name, when that was, and chance, for several processes at once. */
export function rotatedName(path: string, now: Date): string {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const when = now.toISOString().replaceAll(/[:.]/g, "-");
  return `${stem}.${when}.${randomBytes(4).toString("hex")}${extension}`;
}

/**
 * The files that were rotated away from a path, the oldest first, packed or not. `{pid}` in the path stands for any process. Of a file
 * that is there both ways, since it was not packed to the end, it is the whole one that counts.
 */
export async function rotatedFiles(path: string): Promise<readonly string[]> {
  const extension = extname(path);
  const stem = basename(path, extension)
    .split("{pid}")
    .map(escapeText)
    .join(String.raw`\d+`);
  const pattern = new RegExp(`^(?:${stem})(${stamp})${escapeText(extension)}(\\.gz)?$`);
  const found = new Map<string, { readonly name: string; readonly when: string }>();
  for (const name of await namesIn(dirname(path))) {
    const match = pattern.exec(name);
    if (match === null) continue;
    const whole = name.endsWith(".gz") ? name.slice(0, -".gz".length) : name;
    if (name === whole || !found.has(whole)) found.set(whole, { name, when: match[1] ?? "" });
  }
  return [...found.values()]
    .sort((left, right) => (left.when < right.when ? -1 : 1))
    .map(({ name }) => join(dirname(path), name));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

const escapeText = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
