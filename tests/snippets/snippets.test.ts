// Every TypeScript example that a reader can see is type-checked and run, and prints what its `// =>` comments say.
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { beforeAll, describe, expect, test } from "vitest";
import { sourceFiles } from "../../tools/workspace-packages.js";
import { extractSnippets, type Snippet } from "./extract-snippets.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const generated = fileURLToPath(new URL(".generated", import.meta.url));
const run = promisify(execFile);

function readableFiles(): string[] {
  const markdown = ["docs", "architecture", "examples", "packages"].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !/(^|\/)(node_modules|dist)\//.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const sources = readdirSync(join(repository, "packages")).flatMap((name) =>
    sourceFiles(join(repository, "packages", name, "src")).map((file) => `packages/${name}/src/${file}`),
  );
  return ["README.md", "CONTRIBUTING.md", ...markdown.sort(), ...sources];
}

const snippets = readableFiles()
  .flatMap((path) => extractSnippets(join(repository, path), path))
  .filter(({ fragment }) => fragment === undefined);

const fileOf = ({ name }: Snippet): string => join(generated, `${name.replaceAll(/[^a-zA-Z0-9]+/g, "-")}.ts`);

// Types are the same on every runtime.
const isLaterRound = process.env["EARSHOT_TEST_ROUND"] === "later";
let typeErrors = "";

beforeAll(async () => {
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated);
  for (const snippet of snippets) writeFileSync(fileOf(snippet), `${snippet.code}\nexport {};\n`);
  const config = {
    extends: "../../../tsconfig.json",
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ["*.ts"],
    exclude: [],
  };
  writeFileSync(join(generated, "tsconfig.json"), JSON.stringify(config));
  if (snippets.length === 0) return;
  if (!isLaterRound) {
    const compiler = join(repository, "node_modules/typescript/bin/tsc");
    const options = ["-p", generated, "--pretty", "false"];
    typeErrors = spawnSync(process.execPath, [compiler, ...options], { encoding: "utf8", cwd: generated }).stdout;
  }
  await bundle(snippets.filter(({ notRun }) => notRun === undefined).map(fileOf));
}, 120_000);

/** Makes JavaScript of the snippets and of the sources they import, once for all: transpiling in each of hundreds of processes takes minutes. */
async function bundle(files: readonly string[]): Promise<void> {
  const built = await rolldown({
    input: [...files],
    platform: "node",
    treeshake: false,
    resolve: { conditionNames: ["@earshot/source", "node", "import", "default"] },
    external: (id) => !/^[./#]|^@earshot\/|^@oxc-project\/runtime/.test(id),
    tsconfig: false,
    transform: { target: "node20" },
  });
  await built.write({
    dir: join(generated, "built"),
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "shared/[name]-[hash].mjs",
  });
  await built.close();
}

const builtFileOf = (snippet: Snippet): string =>
  join(generated, "built", basename(fileOf(snippet)).replace(/ts$/, "mjs"));

describe.concurrent.each(snippets.map((snippet) => [snippet.name, snippet] as const))("%s", (_name, snippet) => {
  test.skipIf(isLaterRound)("type-checks", () => {
    const file = fileOf(snippet).slice(generated.length + 1);
    expect(typeErrors.split("\n").filter((line) => line.startsWith(`${file}(`))).toEqual([]);
  });

  test.skipIf(snippet.notRun !== undefined)("runs and prints what it says", { timeout: 60_000 }, async () => {
    const { stdout } = await run(process.execPath, [builtFileOf(snippet)], { cwd: repository, timeout: 60_000 });
    if (snippet.expectedLines.length === 0) return;
    expect(stdout.trimEnd().split("\n")).toEqual(snippet.expectedLines);
  });
});

test("no example is empty", () => {
  expect(snippets.filter(({ code }) => code.trim() === "").map(({ name }) => name)).toEqual([]);
});
