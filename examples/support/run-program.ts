import { execFileSync, spawn } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const examples = fileURLToPath(new URL("..", import.meta.url));
const timeout = 30_000;

/** How to run a program of the examples. */
export interface RunProgramOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Modules to load before it. */
  readonly imports?: readonly string[];
  /** Runs it on a pseudo-terminal of so many columns; what it writes to stderr is in `stdout` then. */
  readonly columns?: number;
  /** The height of that terminal; one that is not told has none. */
  readonly rows?: number;
  /** Leaves after the first output, as `| head -3` does. */
  readonly leaves?: boolean;
  /** Hears what it writes as it comes, and may type. Without it, there is nothing to be read from stdin. */
  readonly onOutput?: (text: string, keyboard: Writable) => void;
}

/** How a program ended, and all it wrote. */
export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program as its reader would, in a process of its own and an environment that has nothing but `env`. */
export async function runProgram(path: string, options: RunProgramOptions = {}): Promise<ProgramResult> {
  const imports = ["tsx", ...(options.imports ?? [])].flatMap((module) => ["--import", module]);
  const command = [process.execPath, "--conditions=@earshot/source", ...imports, path, ...(options.args ?? [])];
  const [file = "", ...args] =
    options.columns === undefined ? command : onTerminal(command, options.columns, options.rows);
  const env = { PATH: process.env.PATH ?? "", ...options.env };
  const { onOutput } = options;
  const child = spawn(file, args, { cwd: examples, env, timeout, stdio: ["pipe", "pipe", "pipe"] });
  if (onOutput === undefined) child.stdin.end();
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    onOutput?.(text, child.stdin);
    if (options.leaves === true) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return { exitCode, stdout, stderr };
}

/** Whether {@link RunProgramOptions.columns} works here: by util-linux's `script`, or by Python's `pty`. */
export const hasTerminal = terminalProgram() !== undefined;

function terminalProgram(): "script" | "python3" | undefined {
  const says = (file: string, ...args: readonly string[]) => {
    try {
      return execFileSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    } catch {
      return "";
    }
  };
  if (says("script", "--version").includes("util-linux")) return "script";
  return says("python3", "-c", "import pty; print('pty')").includes("pty") ? "python3" : undefined;
}

function onTerminal(command: readonly string[], columns: number, rows = 0): string[] {
  const shell = `stty cols ${columns} rows ${rows}; exec ${command.map((word) => `'${word}'`).join(" ")}`;
  return terminalProgram() === "script"
    ? ["script", "--quiet", "--return", "--command", shell, "/dev/null"]
    : ["python3", "-c", "import pty, sys; sys.exit(pty.spawn(['sh', '-c', sys.argv[1]]) >> 8)", shell];
}
