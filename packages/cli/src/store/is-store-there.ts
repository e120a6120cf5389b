import { statSync } from "node:fs";

/**
 * Whether there is a file that something was written to: who makes a store begins with an empty one. A folder, and what can't be looked at, count
 * as there: who opens them is told what is wrong.
 */
export function isStoreThere(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found !== undefined && (found.size > 0 || found.isDirectory());
  } catch {
    return true;
  }
}
