import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A program of `tests/programs` that runs. */
export interface StartedProgram {
  readonly child: ChildProcess;
  /** What it says, as it says it. */
  readonly lines: readonly string[];
  /** How it ended, once all it said is there. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly errors: string }>;
  /** Kills it, unless it has ended, and waits for that. */
  kill(): Promise<void>;
}

/** Starts a program in a process of its own. */
export function startProgram(
  path: string,
  given: readonly string[] = [],
  {
    imports = [],
    cwd,
    env,
  }: { readonly imports?: readonly string[]; readonly cwd?: string; readonly env?: object } = {},
): StartedProgram {
  const options = imports.flatMap((each) => ["--import", each]);
  const child = spawn(process.execPath, ["--conditions=@earshot/source", ...options, path, ...given], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "", ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  let errors = "";
  child.stderr.on("data", (data) => (errors += String(data)));
  const ended = once(child, "close").then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    errors,
  }));
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { child, lines, ended, kill };
}
