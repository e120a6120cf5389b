import { createReadStream, statSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { pricer } from "@earshot/handlers/pricing";
import { importEvents, type TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandContext } from "../terminal/command-context.js";
import { formatBytes } from "../terminal/format-bytes.js";
import { ProgressLine } from "../terminal/progress-line.js";

/** A line that is no event. */
export interface RefusedLine {
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** What came of a file. */
export interface ImportedFile {
  readonly file: string;
  /** Lines that are not blank. */
  readonly lines: number;
  readonly events: number;
  /** Lines that are no event. */
  readonly broken: number;
  /** The first of them. */
  readonly refused: readonly RefusedLine[];
}

/** Of so many lines that are no event it is kept why. */
const mostRefused = 100;
/** Of so many it is said at once. */
const mostTold = 5;

/** How a file is read into a store. */
interface ImportFileOptions {
  readonly store: Pick<TraceStore, "append">;
  readonly context: CommandContext;
}

/**
 * Reads a file's JSON lines into a store, unpacked if its name ends in `.gz`; `-` is stdin. On a terminal it is told how far it came.
 *
 * @throws CommandFailedError if it can't be read, or was interrupted
 */
export async function importFile(file: string, { store, context }: ImportFileOptions): Promise<ImportedFile> {
  const progress = new ProgressLine(context.host);
  const refused: RefusedLine[] = [];
  const done = { bytes: 0, events: 0, broken: 0 };
  const size = file === "-" ? undefined : statSync(file, { throwIfNoEntry: false })?.size;
  const source = file === "-" ? context.host.stdin : createReadStream(file);
  const input = read(source, file, (bytes) => {
    done.bytes += bytes;
    const read = size === undefined ? formatBytes(done.bytes) : `${formatBytes(done.bytes)} of ${formatBytes(size)}`;
    progress.show(() => `${file}: ${read}, ${done.events} events`);
  });
  const stop = () => source.destroy();
  context.interrupted.addEventListener("abort", stop, { once: true });
  try {
    const { events, broken } = await importEvents(input, {
      store: {
        async append(batch) {
          await store.append(batch);
          done.events += batch.length;
        },
      },
      price: pricer(),
      onBroken(line, reason) {
        if (refused.length < mostRefused) refused.push({ line, reason });
        if (done.broken++ >= mostTold) return;
        progress.clear();
        context.note(`${file}:${line} is left out: ${reason}.`);
      },
    });
    return { file, lines: events + broken, events, broken, refused };
  } catch (cause) {
    if (context.interrupted.aborted)
      throw new CommandFailedError(`Interrupted: ${done.events} events of ${file} are in the store.`);
    throw whyNotRead(file, cause);
  } finally {
    progress.clear();
    context.interrupted.removeEventListener("abort", stop);
  }
}

function read(source: Readable, file: string, onRead: (bytes: number) => void): AsyncIterable<Uint8Array> {
  const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      onRead(chunk.length);
      yield chunk;
    }
  };
  // What goes wrong on the way reaches who reads what is unpacked.
  return file.endsWith(".gz") ? pipeline(source, counted, createGunzip(), () => undefined) : counted(source);
}

/** What the system or zlib says is put into words; what else was thrown is a matter of the store. */
function whyNotRead(file: string, cause: unknown): unknown {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (code?.startsWith("Z_") === true)
    return new CommandFailedError(`Can't unpack ${file} (${code}): it is damaged, or not packed by gzip.`, { cause });
  if (code === undefined || syscall === undefined) return cause;
  return new CommandFailedError(`Can't read ${file} (${code}). Name files of JSON lines, or - for stdin.`, { cause });
}
