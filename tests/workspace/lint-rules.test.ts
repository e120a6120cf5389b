// The house rules of tools/lint, each shown a file that breaks it and one that does not.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const rules = [
  "exports-per-file",
  "file-name",
  "no-environment",
  "no-export-all",
  "package-boundaries",
  "ring-order",
  "suppression-reason",
];

const broken: [rule: string, path: string, source: string][] = [
  ["ring-order", "core/src/events/a.ts", `import type { Run } from "../runs/run.js"; export type A = Run;`],
  ["ring-order", "core/src/events/b.ts", `export const b = import("../runnables/runnable.js");`],
  ["ring-order", "core/src/prompts/c.ts", `export { x } from "../exports/events.js";`],
  ["ring-order", "core/src/novelty/d.ts", `import { x } from "../util/x.js"; export const d = x;`],
  ["package-boundaries", "handlers/src/a.ts", `import { x } from "@earshot/anthropic"; export const a = x;`],
  ["package-boundaries", "handlers/src/b.ts", `import { x } from "../../core/src/x.js"; export const b = x;`],
  ["package-boundaries", "testing/src/c.ts", `import { x } from "@langchain/core/messages"; export const c = x;`],
  ["exports-per-file", "testing/src/d.ts", `export const a = 1, b = 2, c = 3; export function d() {}`],
  ["file-name", "testing/src/utils.ts", `export const a = 1;`],
  ["file-name", "testing/src/camelCase.ts", `export const a = 1;`],
  ["no-export-all", "testing/src/e.ts", `export * from "./a.js";`],
  ["no-environment", "core/src/util/e.ts", `export const e = globalThis.process?.env.HOME;`],
  ["suppression-reason", "core/src/util/f.ts", `// oxlint-disable-next-line no-console\nexport const f = 1;`],
  ["suppression-reason", "core/src/util/g.ts", `// eslint-disable -- all of it\nexport const g = 1;`],
];

const sound: [path: string, source: string][] = [
  ["core/src/runs/a.ts", `import { x } from "../events/event.js"; export const a = x;`],
  ["core/src/runs/a.test.ts", `import { x } from "../runnables/x.js"; import { y } from "@earshot/testing"; x(y);`],
  ["core/src/exports/output_parsers.ts", `export { a, b, c, d } from "../parsers/string-output-parser.js";`],
  ["handlers/src/h.ts", `import { x } from "@earshot/core/events"; export const a = x;`],
  ["langchain/src/b.ts", `import { x } from "@langchain/core/messages"; export const b = x;`],
  ["core/src/util/h.ts", `// oxlint-disable-next-line no-console -- shown to the user\nexport const h = 1;`],
];

const reports = new Map<string, { rule: string; message: string }[]>();

// One run over all of them: starting the linter is what takes time.
beforeAll(() => {
  const directory = mkdtempSync(join(tmpdir(), "earshot-lint-"));
  const config = {
    jsPlugins: [join(repository, "tools/lint/plugin.js")],
    categories: { correctness: "off" },
    rules: Object.fromEntries(rules.map((rule) => [`earshot/${rule}`, "error"])),
  };
  writeFileSync(join(directory, ".oxlintrc.json"), JSON.stringify(config));
  for (const [path, source] of [...broken.map(([, ...file]) => file), ...sound]) {
    mkdirSync(dirname(join(directory, "packages", path)), { recursive: true });
    writeFileSync(join(directory, "packages", path), source);
  }
  const oxlint = join(repository, "node_modules/.bin/oxlint");
  const { stdout } = spawnSync(oxlint, ["-c", ".oxlintrc.json", "-f", "unix"], { cwd: directory, encoding: "utf8" });
  for (const [, path = "", message = "", rule = ""] of stdout.matchAll(
    /^(?:\.\/)?packages\/(.+?):\d+:\d+: (.*) \[Error\/earshot\(([a-z-]+)\)\]$/gm,
  )) {
    reports.set(path, [...(reports.get(path) ?? []), { rule, message }]);
  }
  rmSync(directory, { recursive: true });
});

test.each(broken)("%s is reported for %s", (rule, path) => {
  expect(reports.get(path)?.map((report) => report.rule)).toEqual([rule]);
});

test.each(sound)("nothing is reported for %s", (path) => {
  expect(reports.get(path)).toBeUndefined();
});

test("a ring message says what is not allowed and what is", () => {
  const message = reports.get("core/src/events/a.ts")?.[0]?.message;
  expect(message).toContain(`"events" must not import "runs"`);
  expect(message).toContain("Allowed here: errors, util, ambient-context, schema, options, load, messages,");
});
