import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

const modules = fileURLToPath(new URL("../../../../node_modules", import.meta.url));

/** Runs files as a project does that has them, with Vitest; answers of each test file how it ended: `passed`, `todo`, or why it failed. */
export async function runCopiedTests(files: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "earshot-copied-"));
  try {
    symlinkSync(modules, join(folder, "node_modules"));
    const conditions = `["@earshot/source", "node", "import", "default"]`;
    const resolve = `{ conditions: ${conditions}, externalConditions: ${conditions} }`;
    writeFileSync(
      join(folder, "vitest.config.mjs"),
      `export default { resolve: { conditions: ${conditions} }, ssr: { resolve: ${resolve} }, test: { isolate: false, maxWorkers: 1 } };`,
    );
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    const report = JSON.parse(await run(folder)) as Report;
    return new Map(
      report.testResults.map(({ name, message, assertionResults: [result] }) => {
        const said = result?.failureMessages[0] ?? (result === undefined ? message : result.status);
        return [name.split("/").at(-1) ?? name, said];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const run = (folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const program = join(modules, "vitest", "vitest.mjs");
    const env = { ...process.env, VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined };
    execFile(
      process.execPath,
      [program, "run", "--root", folder, "--reporter=json"],
      { cwd: folder, env },
      (_, stdout, stderr) =>
        stdout.startsWith("{") ? resolve(stdout) : reject(new Error(`Vitest reported nothing: ${stdout}${stderr}`)),
    );
  });
