import type { JsonValue } from "@earshot/core/events";
import type { RecordedLine } from "../recording/read-recording.js";
import type { RecordedCall } from "./recorded-call.js";

/** True if the answer was streamed, to whoever asked. */
export function isStreamed({ moments, end }: RecordedCall): boolean {
  if (!moments.some(isDelta)) return false;
  return /^(?:Chat)?GenerationChunk$/.test(String(generationOf(end)?.["$"]));
}

/** True if the whole answer had come although its consumer left: all at once, to a stream of a model that can't stream. */
export function isWhole({ moments, end }: RecordedCall): boolean {
  const text = generationOf(end)?.["text"] ?? "";
  return text !== "" && !moments.some(isDelta);
}

/** Whether a line is a piece of an answer. */
export function isDelta({ json }: RecordedLine): boolean {
  return String(json["type"]).endsWith(".delta");
}

function generationOf({ json }: RecordedLine): Readonly<Record<string, JsonValue>> | undefined {
  const { generations } = (json["result"] ?? {}) as { readonly generations?: readonly (readonly JsonValue[])[] };
  return generations?.[0]?.[0] as Readonly<Record<string, JsonValue>> | undefined;
}
