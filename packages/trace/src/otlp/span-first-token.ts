import type { AttributeReader } from "./attribute-reader.js";
import type { OtlpSpan } from "./otlp-span.js";
import { milliseconds } from "./span-time.js";

/** Events that instrumentations tell when the first piece of an answer came: AI SDK's, OpenInference's. */
const firstTokenEvents = new Set(["ai.stream.firstChunk", "First Token Stream Event"]);

/** When the first token came, in Unix milliseconds: as attributes tell how long it took, or as an event tells the moment. Not after the span's end. */
export function firstTokenOf(reader: AttributeReader, { start, end, events }: OtlpSpan): number | undefined {
  const seconds = reader.number("gen_ai.response.time_to_first_chunk", "gen_ai.server.time_to_first_token");
  const took =
    seconds === undefined ? reader.number("ai.response.msToFirstChunk", "ai.stream.msToFirstChunk") : seconds * 1000;
  const told = events.find(({ name }) => firstTokenEvents.has(name))?.time;
  const startedAt = milliseconds(start);
  const at = took === undefined ? (told === undefined ? undefined : milliseconds(told)) : startedAt + took;
  return at !== undefined && at >= startedAt && (end === 0n || at <= milliseconds(end)) ? at : undefined;
}
