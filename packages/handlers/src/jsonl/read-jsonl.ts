import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";
import { checkOption, checkOptions, option, type OptionShape, type ShapesOf } from "@earshot/core/options";
import type { EarshotEvent } from "@earshot/core/events";
import { BrokenLineError } from "./broken-line-error.js";
import { type ReadLine, readLine } from "./read-line.js";
import { rotatedFiles } from "./rotated-files.js";
import { splitLines } from "./split-lines.js";

/** A file by its path, or what is in one. A path that ends in `.gz` is unpacked. */
export type JsonlSource = string | URL | AsyncIterable<Uint8Array | string> | ReadableStream<Uint8Array>;

/** What {@link readJsonl} may be told. */
export interface ReadJsonlOptions {
  /** What happens at a line that is no event: it is thrown, passed over, or told and passed over. Default `"throw"`. */
  readonly onBroken?: "throw" | "skip" | ((error: BrokenLineError) => void);
  /** Told of lines that a process was killed in the middle of. They are passed over in any case. */
  readonly onTorn?: (error: BrokenLineError) => void;
  /** Reads the files that were rotated away from the path first, the oldest before all. Default false. */
  readonly rotated?: boolean;
  /** Longer lines are broken. Default 64 MiB. */
  readonly maxLineBytes?: number;
}

const shapes: ShapesOf<ReadJsonlOptions> = {
  onBroken: option.either(option.oneOf("throw", "skip"), option.function),
  onTorn: option.function,
  rotated: option.flag,
  maxLineBytes: option.number({ from: 1 }),
};

const sourceShape: OptionShape = {
  wanted: "a path, a file URL, or a stream of bytes or texts",
  isRequired: true,
  fits: (value) =>
    value !== "" && (typeof value === "string" || value instanceof URL || Symbol.asyncIterator in Object(value)),
};

/**
 * The events of a file that `jsonlHandler` wrote, as they were heard: messages are messages again, errors errors, dates dates. One line is
 * in memory at a time.
 *
 * A line that its writer was killed in the middle of is passed over, at the end and anywhere else; blank lines are, too. What a later
 * release adds to events is kept as it stands.
 *
 * @throws BrokenLineError with line and column, unless `onBroken` says otherwise; SchemaVersionError for lines of a later version,
 * whatever it says; what the file system throws
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { jsonlHandler, readJsonl } from "@earshot/handlers/jsonl";
 * import { tmpdir } from "node:os";
 *
 * const path = `${tmpdir()}/read-jsonl-${process.pid}/events.jsonl`;
 * await using sink = jsonlHandler({ path });
 * await run({ kind: "chain", name: "greet", start: { inputs: new Date(0) } }, () => 10n, { callbacks: [sink] });
 * await sink.flush();
 * for await (const event of readJsonl(path)) {
 *   if (event.type === "chain.end") console.log(event.inputs, event.outputs); // => 1970-01-01T00:00:00.000Z 10n
 * }
 * ```
 */
export async function* readJsonl(
  source: JsonlSource,
  options: ReadJsonlOptions = {},
): AsyncGenerator<EarshotEvent, void, undefined> {
  checkOption("the source of readJsonl", source, sourceShape);
  checkOptions("readJsonl", options, shapes);
  if (typeof source !== "string" && !(source instanceof URL))
    return yield* readChunks(source as AsyncIterable<Uint8Array>, "the stream", options); // Node iterates web streams
  const path = typeof source === "string" ? source : fileURLToPath(source);
  if (options.rotated === true)
    for (const file of await rotatedFiles(path)) yield* readChunks(openFile(file), file, options);
  yield* readChunks(openFile(path), path, options);
}

function openFile(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path);
  // An error reaches whoever reads the unpacked side.
  return path.endsWith(".gz") ? pipeline(file, createGunzip(), () => undefined) : file;
}

async function* readChunks(
  chunks: AsyncIterable<Uint8Array | string>,
  source: string,
  options: ReadJsonlOptions,
): AsyncGenerator<EarshotEvent, void, undefined> {
  const { onBroken = "throw", onTorn, maxLineBytes = 64 * 1024 * 1024 } = options;
  for await (const raw of splitLines(chunks, maxLineBytes)) {
    let read: ReadLine;
    try {
      read = readLine(raw, source);
    } catch (error) {
      if (!(error instanceof BrokenLineError) || onBroken === "throw") throw error;
      if (onBroken !== "skip") onBroken(error);
      continue;
    }
    if (read.torn !== undefined) onTorn?.(read.torn);
    if (read.event !== undefined) yield read.event;
  }
}
