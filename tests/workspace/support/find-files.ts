import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const notOurs = ["node_modules", "dist", ".git", ".generated", "reports"];

/** The repository's own files beneath a folder, by the end of their names; paths are from its root. */
export function findFiles(folder: string, ending: string): string[] {
  return readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return notOurs.includes(entry.name) ? [] : findFiles(path, ending);
    return entry.name.endsWith(ending) ? [path] : [];
  });
}
