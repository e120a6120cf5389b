import { InvalidOptionError } from "@earshot/core/errors";
import { defineHandler, type EarshotEvent, type ObservingHandler } from "@earshot/core/events";
import { type LineLimits, writeEventLine } from "@earshot/core/events/json";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { AppendedFile } from "./appended-file.js";
import { LineBuffer } from "./line-buffer.js";
import { OpenRuns } from "./open-runs.js";
import { RotatedFileKeeper, type RotatedFile } from "./rotated-file-keeper.js";

/** What {@link jsonlHandler} may be told. */
export interface JsonlHandlerOptions {
  /** The file; its folder is made if there is none. `{pid}` becomes the number of the process, so that each has a file of its own. */
  readonly path: string;
  /** Shown in reports. Default `"jsonl"`. */
  readonly name?: string;
  /** Bytes after which a file is rotated away. Default: it grows on. */
  readonly maxBytes?: number;
  /** Milliseconds after which it is, when the next event comes. Default: never. */
  readonly maxAgeMs?: number;
  /** How many files that were rotated away are kept. Default: all. */
  readonly maxFiles?: number;
  /** Packs files that were rotated away. Only where no other process writes to the same path. Default false. */
  readonly gzip?: boolean;
  /** Told of each file that was rotated away, when it is packed; or why that failed. */
  readonly onRotated?: (file: RotatedFile) => void;
  /**
   * When the disk itself has to have the lines, to survive a loss of power: after each write, or when `flush()` or `close()` is
   * called. In the file they are after each write, and survive the process. Default `"flush"`.
   */
  readonly fsync?: "never" | "flush" | "always";
  /** Bytes that wait in memory to be written. When there are more, the events wait in the queues of their runs. Default 8 MiB. */
  readonly maxBufferedBytes?: number;
  /** Whether starts say what component ran, in LangChain's serialized form. Default false. */
  readonly serialized?: boolean;
  /** What one line may hold at most. */
  readonly limits?: LineLimits;
}

/** A handler that writes to a file. */
export interface JsonlHandler extends ObservingHandler, AsyncDisposable {
  /** Where it writes, the number of the process put in. */
  readonly path: string;
  /**
   * Resolves once every event that was heard so far is in the file, and on the disk unless `fsync` is `"never"`.
   *
   * @throws JsonlWriteError if that can't be; what was to be written is kept and tried again
   */
  flush(): Promise<void>;
  /**
   * Flushes, and lets go of the file. Events that come later fail.
   *
   * @throws JsonlWriteError as `flush` does; the file is let go of all the same
   */
  close(): Promise<void>;
}

const count = option.number({ isWhole: true });

const shapes: ShapesOf<JsonlHandlerOptions> = {
  path: option.required({ ...option.name, wanted: "the path of a file" }),
  name: option.text,
  maxBytes: option.number({ from: 1 }),
  maxAgeMs: option.number({ from: 1 }),
  maxFiles: count,
  gzip: option.flag,
  onRotated: option.function,
  fsync: option.oneOf("never", "flush", "always"),
  maxBufferedBytes: option.number(),
  serialized: option.flag,
  limits: option.objectOf({
    maxDepth: count,
    maxEntries: count,
    maxText: count,
    maxValues: count,
    maxLineText: count,
    stacks: option.flag,
  } satisfies ShapesOf<LineLimits>),
};

/**
 * Writes every event into a file, one line each, in a form that `readJsonl` makes events of again. Lines are only ever added: several
 * handlers and several processes may write to one file. Nothing is opened before the first event.
 *
 * An event is written down as it is heard, later changes of what it shows are not in the file, and written out in batches. Where what a
 * handler hears of a run ends – at the end of its topmost run – the handler answers a promise of its lines being in the file, so that
 * core's `flush()` and `waitUntil` wait for them. That promise is also where a file that can't be written is reported, as a
 * JsonlWriteError; the lines are kept and tried again, and events fail only once the buffer is full. Runs go on in any case.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { jsonlHandler } from "@earshot/handlers/jsonl";
 * import { readFileSync } from "node:fs";
 * import { tmpdir } from "node:os";
 *
 * const path = `${tmpdir()}/jsonl-handler-${process.pid}/events.jsonl`;
 * await using sink = jsonlHandler({ path, maxBytes: 100_000_000, maxFiles: 10 });
 * await RunnableLambda.from((name: string) => `hi ${name}`).invoke("Ada", { callbacks: [sink] });
 * await sink.flush();
 * const [first] = readFileSync(path, "utf8").split("\n");
 * console.log(first?.slice(0, 38)); // => {"schemaVersion":1,"type":"chain.start
 * ```
 */
export function jsonlHandler(options: JsonlHandlerOptions): JsonlHandler {
  checkOptions("jsonlHandler", options, shapes);
  checkRotation(options);
  const { name = "jsonl", fsync = "flush", maxBytes = Number.POSITIVE_INFINITY, limits = {} } = options;
  const path = options.path.replaceAll("{pid}", String(process.pid));
  const { maxFiles = Number.POSITIVE_INFINITY, gzip = false, onRotated } = options;
  const keeper = new RotatedFileKeeper({ path: options.path, maxFiles, gzip, onRotated });
  const file = new AppendedFile({
    path,
    maxBytes,
    maxAgeMs: options.maxAgeMs ?? Number.POSITIVE_INFINITY,
    syncsBeforeLeaving: fsync !== "never",
    onLeft: (left, error) => keeper.add(left, error),
  });
  const { maxBufferedBytes = 8 * 1024 * 1024 } = options;
  const buffer = new LineBuffer(file, { path, maxBufferedBytes, maxBatchBytes: maxBytes, fsync });
  const runs = new OpenRuns();
  const lineOptions = { limits, writesSerialized: options.serialized === true };
  const close = (): Promise<void> => buffer.close().finally(() => keeper.done());
  return defineHandler({
    name,
    path,
    onEvent(event: EarshotEvent): Promise<void> | undefined {
      const isLastWord = runs.isLastWord(event);
      const taken = buffer.add(writeEventLine(event, lineOptions));
      if (!isLastWord) return taken;
      return taken === undefined ? buffer.written(false) : taken.then(() => buffer.written(false));
    },
    flush: () => buffer.written(true),
    close,
    [Symbol.asyncDispose]: close,
  });
}

/** What says how files are kept that are rotated away, says nothing where none is. */
function checkRotation({ maxBytes, maxAgeMs, maxFiles, gzip }: JsonlHandlerOptions): void {
  if (maxBytes !== undefined || maxAgeMs !== undefined) return;
  const wanted = "one of them, or none of `maxFiles` and `gzip`";
  for (const [name, value] of Object.entries({ maxFiles, gzip }))
    if (value !== undefined && value !== false)
      throw new InvalidOptionError(
        `\`maxBytes\` or \`maxAgeMs\`, which \`${name}\` of jsonlHandler needs,`,
        undefined,
        wanted,
      );
}
