import { defineHandler, type EarshotEvent, type ObservingHandler } from "@earshot/core/events";
import { EarshotError } from "@earshot/core/errors";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { ShownCost } from "../rendering/format-cost.js";
import type { OutputStream } from "../rendering/output-stream.js";
import { SafeOutput } from "../rendering/safe-output.js";
import { wantsColor } from "../rendering/wants-color.js";
import { wantsUnicode } from "../rendering/wants-unicode.js";
import type { Display, DisplayStyle } from "./display.js";
import { liveScreenOf } from "../rendering/live-screen.js";
import { LiveView } from "./live-view.js";
import { Narrator } from "./narrator.js";
import { runFilterShape, type RunFilter } from "./run-filter.js";
import { Transcript } from "./transcript.js";
import type { Verbosity } from "./verbosity.js";
import { wantsLive } from "../rendering/wants-live.js";

/** What {@link consoleHandler} may be told. */
export interface ConsoleHandlerOptions {
  /** Default: `process.stdout`. */
  readonly stream?: OutputStream;
  /**
   * `"live"`: open runs are a picture that is repainted in place; a root run that ended is written above it. `"append"`: lines are only ever added.
   * `"auto"`, the default: live on a terminal whose size is known, unless `CI` is set or `TERM` is `dumb`.
   */
  readonly mode?: "live" | "append" | "auto";
  /**
   * `"normal"`: each run with its time, tokens, errors, retries and custom events; prompts and parsers in one line. `"verbose"`: inputs,
   * outputs and stacks as well. `"quiet"`: one line for each root run, with its error. Default `"normal"`.
   */
  readonly verbosity?: Verbosity;
  /** Whether the text of models is written as it streams. Default true. */
  readonly showTokens?: boolean;
  /** Which runs are shown. Default: all. */
  readonly filter?: RunFilter;
  /**
   * What a run and all below it cost, told with the tokens: `costOf` of `costHandler({ keep: 1 })`, which has to stand before this handler in the
   * list, so that it has counted a call when that is told here. Left out, no costs are told.
   */
  readonly costOf?: (runId: string) => ShownCost | undefined;
  /** Default: on a terminal, unless `NO_COLOR` is set; `FORCE_COLOR` colours elsewhere too. */
  readonly color?: boolean;
  /** False: the handler's own signs are ASCII. Default: true, unless the locale or the terminal is known not to have others. */
  readonly unicode?: boolean;
  /**
   * Live only: notice what others write to this terminal through `process.stdout`, `process.stderr` and `stream`, by wrapping their `write` while
   * runs are open, so that texts of several lines come out clean above the picture. Default false: nothing global is touched.
   */
  readonly wrapWrites?: boolean;
}

/** A handler that shows runs in a terminal. */
export interface ConsoleHandler extends ObservingHandler {
  /** Writes a text of the program's own, as it is, on lines of its own: above the picture if there is one. */
  log(text: string): void;
}

const shapes: ShapesOf<ConsoleHandlerOptions> = {
  stream: {
    wanted: "an object with a method `write`, such as `process.stderr`",
    fits: (value) => typeof (value as Partial<OutputStream> | null)?.write === "function",
  },
  mode: option.oneOf("live", "append", "auto"),
  verbosity: option.oneOf("quiet", "normal", "verbose"),
  showTokens: option.flag,
  filter: runFilterShape,
  costOf: option.function,
  color: option.flag,
  unicode: option.flag,
  wrapWrites: option.flag,
};

/**
 * Shows the tree of runs in the terminal while they happen: names, kinds, times, tokens, streaming text, retries, custom events, errors
 * with their causes. On a terminal, open runs are repainted in place and finished ones stay above; elsewhere it only ever adds lines, with a
 * column for each open run. Text from models cannot control the terminal: control characters are shown as pictures. A stream that breaks
 * silences the handler and nothing else; what its `write` throws is reported once, as any handler's failure is.
 *
 * @throws {UnknownOptionError | InvalidOptionError} for an option that there is not, or that can't be so
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
export function consoleHandler(options: ConsoleHandlerOptions = {}): ConsoleHandler {
  checkOptions("consoleHandler", options, shapes);
  const stream = options.stream ?? standardOutput();
  const { verbosity = "normal", showTokens = true, filter, costOf } = options;
  const { color: isColored = wantsColor(stream), unicode: isUnicode = wantsUnicode(stream) } = options;
  const display = createDisplay(stream, options, { isColored, isUnicode, spillsDetails: verbosity === "verbose" });
  const narrator = new Narrator(display, { isColored, verbosity, showTokens, filter, costOf });
  return defineHandler({
    name: "console",
    onEvent: (event: EarshotEvent) => narrator.hear(event),
    log: (text: string) => display.log(text),
  });
}

function createDisplay(stream: OutputStream, options: ConsoleHandlerOptions, style: DisplayStyle): Display {
  const { mode = "auto", wrapWrites = false } = options;
  if (mode === "append" || (mode === "auto" && !wantsLive(stream))) {
    return new Transcript(new SafeOutput(stream), style);
  }
  const screen = liveScreenOf(stream);
  if (wrapWrites) screen.watchWrites();
  return new LiveView(screen, style);
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
