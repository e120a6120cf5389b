import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page as it is shipped, and answers in which folder of that one. */
export async function buildPage(folder: string): Promise<string> {
  const outDir = mkdtempSync(join(folder, "page-"));
  await build({
    configFile: fileURLToPath(new URL("../../../client/vite.config.ts", import.meta.url)),
    logLevel: "error",
    build: { outDir },
  });
  return outDir;
}
