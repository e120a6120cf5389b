import { main } from "../../src/main.js";
import { useEnvironment } from "./test-environment.js";
import { TestHost, type TestHostOptions } from "./test-host.js";

/** How a command ended, and all it wrote. */
export interface CommandResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command within this process, on streams of its own and in an environment that has nothing but `env`. */
export async function runEarshot(
  words: readonly string[],
  { env = {}, ...options }: TestHostOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const restore = useEnvironment(env);
  try {
    const host = new TestHost(options);
    return { exitCode: await main(words, host), ...host.written };
  } finally {
    restore();
  }
}
