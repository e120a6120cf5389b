import { statSync } from "node:fs";

/** Whether there is a file that something was written to: who makes a store begins with an empty one. */
export function isStoreThere(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
