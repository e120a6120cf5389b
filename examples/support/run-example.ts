import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const examples = fileURLToPath(new URL("..", import.meta.url));

/** Runs an example as its reader would, in a process of its own, and gives the lines it printed. */
export async function runExample(path: string, env: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const { stdout, stderr } = await run(process.execPath, ["--conditions=@earshot/source", "--import", "tsx", path], {
    cwd: examples,
    env: { PATH: process.env.PATH ?? "", ...env },
    timeout: 20_000,
  });
  if (stderr !== "") throw new Error(`${path} wrote to stderr:\n${stderr}`);
  return stdout.trimEnd().split("\n");
}
