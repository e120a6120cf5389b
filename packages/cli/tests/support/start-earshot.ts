import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../bin/earshot.js", import.meta.url));
const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** How a command ended that was started, and all it wrote. */
interface EndedCommand {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs until it is told to end. */
interface StartedCommand extends AsyncDisposable {
  /** The first line it writes that is like that, once it is there. */
  line(pattern?: RegExp): Promise<string>;
  /** The same of what it says on stderr. */
  note(pattern: RegExp): Promise<string>;
  end(signal: NodeJS.Signals): Promise<EndedCommand>;
}

/** Starts the real command on the sources. Disposing it kills it, whatever the test came to. */
export function startEarshot(words: readonly string[], env: Readonly<Record<string, string>> = {}): StartedCommand {
  const child = spawn(process.execPath, ["--conditions=@earshot/source", "--import", "tsx", bin, ...words], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (written.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (written.stderr += text));
  const closed = once(child, "close");
  const end = async (signal: NodeJS.Signals): Promise<EndedCommand> => {
    if (child.exitCode === null) child.kill(signal);
    await closed;
    return { exitCode: child.exitCode, ...written };
  };
  const lineOf = async (stream: "stdout" | "stderr", pattern: RegExp): Promise<string> => {
    for (;;) {
      const complete = written[stream].slice(0, written[stream].lastIndexOf("\n") + 1).split("\n");
      const found = complete.find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (child.exitCode !== null) throw new Error(`It ended without ${pattern}: ${JSON.stringify(written)}`);
      await Promise.race([once(child[stream], "data"), closed]);
    }
  };
  return {
    line: (pattern = /./) => lineOf("stdout", pattern),
    note: (pattern) => lineOf("stderr", pattern),
    end,
    async [Symbol.asyncDispose]() {
      await end("SIGKILL");
    },
  };
}
