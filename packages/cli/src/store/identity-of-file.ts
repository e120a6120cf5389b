import { statSync } from "node:fs";

/** What tells a file from another, whatever they are called: by another path, or a link. `undefined` of what is not there, or can't be looked at. */
export function identityOfFile(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
