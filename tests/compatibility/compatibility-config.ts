import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import shared from "../../vitest.config.js";
import { packagesOf } from "./packages-of.js";

// Not "module": some packages keep files under it that only bundlers can load.
const conditions = ["@earshot/source", "node", "import", "default"];

// The projects are those of the repository's whole suite.
const { projects: _, ...test } = shared.test ?? {};

/**
 * The repository's own tests on the packages of a folder here.
 *
 * @param folder the address of a file in that folder
 * @param include the tests
 */
export function compatibilityConfig(folder: string, include: readonly string[]): ViteUserConfig {
  return defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    plugins: [packagesOf(folder)],
    test: { ...test, include: [...include], isolate: false, typecheck: { enabled: false } },
  });
}
