import { readEventLine, whyNoEvent } from "@earshot/core/events/json";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { PriceCall } from "../events/price-call.js";
import { toTraceEvent } from "../events/to-trace-event.js";
import { OpenCalls } from "../handler/open-calls.js";
import { nestsTooDeep } from "../schema/nests-too-deep.js";
import type { TraceEvent } from "../schema/trace-event.js";
import type { TraceStore } from "../store/trace-store.js";
import { whyNoTraceEvent } from "./why-no-trace-event.js";

/** What {@link importEvents} may be told. */
export interface ImportEventsOptions {
  readonly store: Pick<TraceStore, "append">;
  /** Prices what event lines say of calls; events of an export have their costs already. */
  readonly price?: PriceCall;
  /** Told of each line that is passed over: its number, from 1, and why. */
  readonly onBroken?: (line: number, reason: string) => void;
  /** Longer lines are broken. Default 64 Mi characters. */
  readonly maxLineLength?: number;
}

/** What came of an import. */
export interface ImportedEvents {
  readonly events: number;
  /** Lines that are no event, those that a process was killed in the middle of included. */
  readonly broken: number;
}

const shapes: ShapesOf<ImportEventsOptions> = {
  store: option.required(option.object),
  price: option.function,
  onBroken: option.function,
  maxLineLength: option.number({ from: 1 }),
};

const batchLength = 200;

/**
 * Brings JSON lines into a store: event lines, as the JSONL handler writes them, and events of traces, as exports have them, mixed if need be. A line
 * that is no event is counted, told and passed over. What comes twice counts once. One batch is in memory at a time.
 *
 * @throws TraceStoreError if the store takes no events; what `lines` throws
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 */
export async function importEvents(
  lines: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  options: ImportEventsOptions,
): Promise<ImportedEvents> {
  checkOptions("importEvents", options, shapes);
  const { store, onBroken, maxLineLength = 64 * 1024 * 1024 } = options;
  const calls = new OpenCalls();
  let batch: TraceEvent[] = [];
  let [events, broken, number] = [0, 0, 0];
  for await (const line of splitText(lines, maxLineLength)) {
    number++;
    const read = line === undefined ? "it is too long" : readLine(line, { calls, price: options.price });
    if (read === undefined) continue;
    if (typeof read === "string") {
      broken++;
      onBroken?.(number, read);
      continue;
    }
    events++;
    if (batch.push(read) < batchLength) continue;
    await store.append(batch);
    batch = [];
  }
  if (batch.length > 0) await store.append(batch);
  return { events, broken };
}

/** The event of a line, why it is none, or nothing for a blank one. */
function readLine(
  line: string,
  { calls, price }: { readonly calls: OpenCalls; readonly price: PriceCall | undefined },
): TraceEvent | string | undefined {
  const text = line.replaceAll("\0", "").trim();
  if (text === "") return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "it is torn, or no JSON";
  }
  if (typeof parsed !== "object" || parsed === null) return "it is JSON, but no object";
  if (nestsTooDeep(parsed)) return "it is nested too deep";
  if (!("schemaVersion" in parsed)) return whyNoTraceEvent(parsed) ?? (parsed as TraceEvent);
  if (parsed.schemaVersion !== 1) return `its schemaVersion ${String(parsed.schemaVersion)} is not known`;
  const reason = whyNoEvent(parsed);
  if (reason !== undefined) return reason;
  const event = readEventLine(parsed as unknown as Readonly<Record<string, unknown>>);
  if (event.type.endsWith(".start")) calls.start(event);
  const asked = event.type.endsWith(".end") ? calls.end(event).asked : undefined;
  const traced = toTraceEvent(event, { price, asked });
  return whyNoTraceEvent(traced) ?? traced;
}

/** Lines wherever the chunks are cut; `undefined` for one that is too long. */
async function* splitText(
  chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>,
  maxLength: number,
): AsyncGenerator<string | undefined, void, undefined> {
  const decoder = new TextDecoder();
  let begun = "";
  let isTooLong = false;
  for await (const chunk of chunks) {
    const pieces = (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true })).split("\n");
    for (const [at, piece] of pieces.entries()) {
      isTooLong ||= begun.length + piece.length > maxLength;
      begun = isTooLong ? "" : begun + piece;
      if (at === pieces.length - 1) break;
      yield isTooLong ? undefined : begun;
      begun = "";
      isTooLong = false;
    }
  }
  if (isTooLong || begun !== "") yield isTooLong ? undefined : begun;
}
