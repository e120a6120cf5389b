import { readFile } from "node:fs/promises";
import { packageFolder } from "../client/package-folder.js";

let known: Promise<string> | undefined;

/** Of `@earshot/studio`, as its manifest says. */
export function packageVersion(): Promise<string> {
  known ??= readFile(new URL("package.json", packageFolder()), "utf8").then(
    (text) => (JSON.parse(text) as { readonly version: string }).version,
    () => "unknown",
  );
  return known;
}
