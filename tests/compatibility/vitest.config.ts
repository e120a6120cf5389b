import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = "tests/compatibility";
// Earshot from its sources; everything else as Node.js resolves it, so without the condition `module`, which is for bundlers.
const conditions = ["@earshot/source", "node", "import", "default"];

// A run of its own, because it takes an install of its own: see README.md.
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: "node",
    exclude: ["**/node_modules/**"],
    setupFiles: [
      `${here}/setup/vendors-environment.ts`,
      `${here}/setup/loopback-only.ts`,
      "tests/setup/unhandled-errors.ts",
    ],
    // Packages are loaded by Node.js, not by Vite: their users do the same.
    server: { deps: { external: [/\/tests\/compatibility\/[\w-]+\/load\.js$/] } },
    // Only a hang takes as long: machines may be slow and busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: "100%",
    // Vendors' packages change what is global, so each file has a process of its own. Those of the bridges share their modules.
    projects: [
      { extends: true, test: { name: "bridges", include: [`${here}/bridges/*.test.ts`], isolate: false } },
      { extends: true, test: { name: "vendors", include: [`${here}/{setup,vendors}/*.test.ts`] } },
    ],
  },
});
