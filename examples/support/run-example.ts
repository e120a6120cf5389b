import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const examples = fileURLToPath(new URL("..", import.meta.url));

/** How to run an example. */
export interface RunExampleOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Modules to load before it. */
  readonly imports?: readonly string[];
}

/** Runs an example as its reader would, in a process of its own, and gives the lines it printed. */
export async function runExample(path: string, options: RunExampleOptions = {}): Promise<string[]> {
  const imports = ["tsx", ...(options.imports ?? [])].flatMap((module) => ["--import", module]);
  const { stdout, stderr } = await run(process.execPath, ["--conditions=@earshot/source", ...imports, path], {
    cwd: examples,
    env: { PATH: process.env.PATH ?? "", ...options.env },
    timeout: 20_000,
  });
  if (stderr !== "") throw new Error(`${path} wrote to stderr:\n${stderr}`);
  return stdout.trimEnd().split("\n");
}
