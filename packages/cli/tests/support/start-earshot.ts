import { once } from "node:events";
import { main } from "../../src/main.js";
import type { CommandResult } from "./run-earshot.js";
import { useEnvironment } from "./test-environment.js";
import { TestHost, type TestHostOptions } from "./test-host.js";

/** A command that runs until it is told to end. */
interface StartedCommand extends AsyncDisposable {
  readonly host: TestHost;
  /** The first line it writes that is like that, once it is there. */
  line(pattern?: RegExp): Promise<string>;
  /** The same of what it says on stderr. */
  note(pattern: RegExp): Promise<string>;
  /** Waits for its end, after that signal if one is named. */
  end(signal?: "SIGINT" | "SIGTERM"): Promise<CommandResult>;
}

/** Starts the command within this process. Disposing it ends it, whatever the test came to. */
export function startEarshot(
  words: readonly string[],
  { env = {}, ...options }: TestHostOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): StartedCommand {
  const restore = useEnvironment(env);
  const host = new TestHost(options);
  let exitCode: number | null = null;
  const ended = main(words, host).then((code) => {
    exitCode = code;
    restore();
    host.emit("ended");
  });
  const end = async (signal?: "SIGINT" | "SIGTERM"): Promise<CommandResult> => {
    if (signal !== undefined) host.emit(signal);
    await ended;
    return { exitCode, ...host.written };
  };
  const lineOf = async (stream: "stdout" | "stderr", pattern: RegExp): Promise<string> => {
    for (;;) {
      const text = host.written[stream];
      const found = text
        .slice(0, text.lastIndexOf("\n") + 1)
        .split("\n")
        .find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (exitCode !== null) throw new Error(`It ended without ${pattern}: ${JSON.stringify(host.written)}`);
      await Promise.race([once(host, stream), ended]);
    }
  };
  return {
    host,
    line: (pattern = /./) => lineOf("stdout", pattern),
    note: (pattern) => lineOf("stderr", pattern),
    end,
    async [Symbol.asyncDispose]() {
      await end("SIGTERM");
    },
  };
}
