import { defineConfig } from "vitest/config";
import { chromiumPath } from "./tests/support/chromium.js";

// Tests run on the sources: this condition comes first in every package's export map.
const conditions = ["@earshot/source", "node", "import", "default"];

// The same tests as on a platform without AsyncLocalStorage.
const ambientContextOff = process.env["EARSHOT_TEST_AMBIENT"] === "off";

const include = ["packages/*/{src,tests}/**/*.test.ts", "tests/**/*.test.ts", "examples/**/*.test.ts"];
const isolated = "**/*-isolated.test.ts";
// tests/compatibility takes an install, and has a configuration, of its own.
const exclude = ["**/node_modules/**", "**/dist/**", "**/.generated/**", "tests/compatibility/**"];
if (chromiumPath === undefined) {
  exclude.push("**/tests/browser/**");
  console.log("no Chromium here: what needs a browser is not tested");
}

// The round after the first, on another runtime: what has modules of its own, a browser's pages, types, what runs for long, what asks each runnable
// the same questions, and what a terminal shows of one example say nothing new there.
const isLaterRound = process.env["EARSHOT_TEST_ROUND"] === "later";
if (isLaterRound)
  exclude.push(isolated, "**/tests/browser/**", "packages/*/tests/{stress,conformance}/**", "examples/console/**");

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: "node",
    exclude,
    globalSetup: "tests/setup/temporary-folder.ts",
    setupFiles: ambientContextOff
      ? ["tests/setup/unhandled-errors.ts", "tests/setup/ambient-context-off.ts"]
      : ["tests/setup/unhandled-errors.ts"],
    // What is drawn depends on the terminal: tests mean this one, unless they say otherwise, whatever they are started in.
    env: { TERM: "xterm-256color", LC_ALL: "C.UTF-8" },
    // Only a hang takes as long: machines may be slow and busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Left to itself vitest leaves one core idle, which on a machine of two doubles the time.
    maxWorkers: "100%",
    typecheck: {
      enabled: !isLaterRound,
      include: ["packages/*/{src,tests}/**/*.test-d.ts", "tests/**/*.test-d.ts"],
      tsconfig: "tsconfig.type-tests.json",
      // Errors outside type tests are `npm run check`'s to report.
      ignoreSourceErrors: true,
    },
    // Files share the modules of their worker, since loading them anew for each took a third of the time; one that means its own says so in
    // its name.
    projects: [
      { extends: true, test: { name: "shared", isolate: false, include, exclude: [isolated] } },
      { extends: true, test: { name: "isolated", include: [isolated], typecheck: { enabled: false } } },
    ],
  },
});
