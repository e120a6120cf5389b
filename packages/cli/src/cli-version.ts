import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Of the package `earshot`, as its manifest says. */
export function cliVersion(): string {
  const manifest = createRequire(import.meta.url).resolve("earshot/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string }).version;
}
