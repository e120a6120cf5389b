import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Runs a program of its own on the sources, with `gc()` at hand, and answers what it printed as JSON. */
export async function runProgram(program: URL, environment: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const options = ["--expose-gc", "--conditions=@earshot/source", "--import", "tsx", fileURLToPath(program)];
  const { stdout } = await execute(process.execPath, options, {
    env: { ...process.env, ...environment },
    timeout: 120_000,
  });
  return JSON.parse(stdout);
}
