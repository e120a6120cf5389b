import { defineHandler, type TypedHandler } from "@earshot/core/events";
import { EarshotError } from "@earshot/core/errors";
import type { OutputStream } from "../rendering/output-stream.js";
import { wantsColor } from "../rendering/wants-color.js";
import { ConsoleTree } from "./console-tree.js";
import type { Verbosity } from "./verbosity.js";

/** What {@link consoleHandler} may be told. */
export interface ConsoleHandlerOptions {
  /** Default: `process.stdout`. */
  readonly stream?: OutputStream;
  /**
   * `"normal"`: each run with its time, tokens, errors, retries and custom events; prompts and parsers in one line. `"verbose"`: inputs,
   * outputs and stacks as well. `"quiet"`: one line for each root run, with its error. Default `"normal"`.
   */
  readonly verbosity?: Verbosity;
  /** Whether the text of models is written as it streams. Default true. */
  readonly showTokens?: boolean;
  /** Default: on a terminal, unless `NO_COLOR` is set; `FORCE_COLOR` colours elsewhere too. */
  readonly color?: boolean;
}

/**
 * Draws the tree of runs in the terminal while they happen: names, kinds, times, tokens, streaming text, retries, custom events, errors
 * with their causes. A column for each open run keeps runs apart that go on side by side. It only ever adds lines, so a log file
 * reads as the terminal did. Text from models cannot control the terminal: control characters are shown as pictures.
 *
 * @throws {EarshotError} with code `NO_OUTPUT_STREAM` where there is no `process.stdout` and no `stream` was given
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { consoleHandler } from "@earshot/handlers/console";
 *
 * const options = { kind: "chain", name: "greet", start: { inputs: "world" } } as const;
 * await run(options, () => "hello world", { callbacks: [consoleHandler()] });
 * ```
 */
export function consoleHandler(options: ConsoleHandlerOptions = {}): TypedHandler {
  const stream = options.stream ?? standardOutput();
  const { verbosity = "normal", showTokens = true, color = wantsColor(stream) } = options;
  const tree = new ConsoleTree({ stream, verbosity, showTokens, isColored: color });
  return defineHandler({ name: "console", onEvent: (event) => tree.hear(event) });
}

function standardOutput(): OutputStream {
  const { process } = globalThis as { readonly process?: { readonly stdout?: OutputStream } };
  if (process?.stdout !== undefined) return process.stdout;
  throw new EarshotError(
    "consoleHandler() found no process.stdout to write to. Give it a `stream`: an object with write(text).",
    {
      code: "NO_OUTPUT_STREAM",
    },
  );
}
