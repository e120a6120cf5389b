import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the page on which tests mount views, as the Studio's own page is built. The folder goes when it is disposed of. */
export async function buildGallery(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "earshot-gallery-"));
  await build({
    configFile: false,
    logLevel: "warn",
    root: fileURLToPath(new URL("gallery/", import.meta.url)),
    base: "./",
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    resolve: { conditions: ["@earshot/source", "module", "browser", "import", "default"] },
    worker: { format: "es" },
    build: { outDir: folder, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
  });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
