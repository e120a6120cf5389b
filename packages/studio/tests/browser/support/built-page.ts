import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page as it is shipped into a folder of its own, and answers where. Whoever asks removes it. */
export async function builtPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-page-"));
  await build({
    configFile: fileURLToPath(new URL("../../../client/vite.config.ts", import.meta.url)),
    logLevel: "error",
    build: { outDir: folder },
  });
  return folder;
}
