import type { JsonValue } from "@earshot/core/events";
import type { RecordedCall } from "./recorded-call.js";
import { isDelta } from "./is-delta.js";

/** True if the answer was streamed, to whoever asked. */
export function isStreamed(call: RecordedCall): boolean {
  return call.moments.some(isDelta) && isOfChunks(call);
}

/** True if the answer was put together from chunks, or from none: a stream may end before it has begun. */
export function isOfChunks({ end }: RecordedCall): boolean {
  return /^(?:Chat)?GenerationChunk$/.test(String(generationOf(end)?.["$"]));
}

/** True if the whole answer had come although its consumer left: all at once, to a stream of a model that can't stream. */
export function isWhole(call: RecordedCall): boolean {
  const generation = generationOf(call.end);
  if (generation === undefined) return false;
  return !isOfChunks(call) || (generation["text"] !== "" && !call.moments.some(isDelta));
}

function generationOf({ json }: RecordedCall["end"]): Readonly<Record<string, JsonValue>> | undefined {
  const { generations } = (json["result"] ?? {}) as { readonly generations?: readonly (readonly JsonValue[])[] };
  return generations?.[0]?.[0] as Readonly<Record<string, JsonValue>> | undefined;
}
