// Programs written for @langchain/core, in files: they run as they are, and with no more than the scope of their imports changed.
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const programs = fileURLToPath(new URL("programs", import.meta.url));
const moved = fileURLToPath(new URL(".generated", import.meta.url));
const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const names = readdirSync(programs);
let typeErrors = "";

beforeAll(() => {
  rmSync(moved, { recursive: true, force: true });
  mkdirSync(moved);
  for (const name of names) {
    const text = readFileSync(`${programs}/${name}`, "utf8").replaceAll('from "@langchain/', 'from "@earshot/');
    writeFileSync(`${moved}/${name}`, text);
  }
  const config = {
    extends: "../../../../../tsconfig.json",
    compilerOptions: { noUnusedParameters: false },
    include: ["*.ts"],
    exclude: [],
  };
  writeFileSync(`${moved}/tsconfig.json`, JSON.stringify(config));
  const compiler = `${repository}/node_modules/typescript/bin/tsc`;
  typeErrors = spawnSync(process.execPath, [compiler, "-p", moved, "--pretty", "false"], {
    encoding: "utf8",
    cwd: moved,
  }).stdout;
}, 60_000);

async function outputOf(path: string): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, ["--conditions=@earshot/source", "--import=tsx", path], {
    cwd: repository,
  });
  expect(stderr).toBe("");
  return stdout;
}

describe.each(names)("%s, written for LangChain", (name) => {
  it("prints on Earshot what it prints there", async () => {
    const [there, here] = await Promise.all([outputOf(`${programs}/${name}`), outputOf(`${moved}/${name}`)]);
    expect(there).not.toBe("");
    expect(here).toBe(there);
  });

  it("type-checks on Earshot", () => {
    expect(typeErrors.split("\n").filter((line) => line.startsWith(`${name}(`))).toEqual([]);
  });
});
