import type { TraceEvent, TraceStore } from "@earshot/trace";
import { RequestRefusedError } from "../http/request-refused-error.js";

const batchSize = 500;

/** A line is one event; one of its texts may be a whole book. */
const longestLine = 256 * 1_048_576;

/** Puts lines into a store as they come. Those that are no events are counted and passed over. */
export async function importLines(
  pieces: AsyncIterable<Buffer>,
  store: Pick<TraceStore, "append">,
): Promise<{ readonly events: number; readonly broken: number }> {
  let events = 0;
  let broken = 0;
  let batch: TraceEvent[] = [];
  // Loaded when it is wanted: it takes along the classes of messages.
  const { readTraceLine } = await import("./read-trace-line.js");
  for await (const line of linesOf(pieces)) {
    if (line.trim() === "") continue;
    const event = readTraceLine(line);
    if (event === undefined) {
      broken++;
      continue;
    }
    events++;
    batch.push(event);
    if (batch.length >= batchSize) {
      await store.append(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await store.append(batch);
  return { events, broken };
}

async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine)
      throw new RequestRefusedError("too_large", `A line is longer than ${longestLine} characters.`);
    yield* lines;
  }
  yield rest + decoder.decode();
}
