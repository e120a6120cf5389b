import { statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Whether there is a file that something was written to: who makes a store begins with an empty one. A folder, and what can't be looked at, count
 * as there: who opens them is told what is wrong.
 */
export function isStoreThere(path: string): boolean {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found === undefined ? isBelowFile(path) : found.size > 0 || found.isDirectory();
  } catch {
    return true;
  }
}

/** Node 22 and later say of what is below a file that it is not there, Node 20 throws. */
function isBelowFile(path: string): boolean {
  const above = dirname(path);
  if (above === path) return false;
  const found = statSync(above, { throwIfNoEntry: false });
  return found === undefined ? isBelowFile(above) : !found.isDirectory();
}
