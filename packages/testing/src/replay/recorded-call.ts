import type { JsonValue } from "@earshot/core/events";
import type { RecordedFile, RecordedLine } from "../recording/read-recording.js";
import { RecordingFileError } from "../recording/recording-file-error.js";

/** One call of a model, as it was recorded. */
export interface RecordedCall {
  readonly start: RecordedLine;
  /** What was heard between its start and its end: chunks, retries, custom events. */
  readonly moments: readonly RecordedLine[];
  readonly end: RecordedLine;
}

/** The calls of chat models in a file, in the order in which they started. Answers from a cache come only where there are no others. */
export function recordedCalls({ file, lines }: RecordedFile): RecordedCall[] {
  const begun = new Map<string, { start: RecordedLine; moments: RecordedLine[]; end?: RecordedLine }>();
  for (const line of lines) {
    const runId = line.json["runId"] as string;
    const { type } = line.json;
    const call = begun.get(runId);
    if (type === "chat_model.start") begun.set(runId, { start: line, moments: [] });
    else if (call === undefined) continue;
    else if (type === "chat_model.end") call.end = line;
    else call.moments.push(line);
  }
  const calls = [...begun.values()].map(({ start, moments, end }): RecordedCall => {
    if (end !== undefined) return { start, moments, end };
    const reason = "the call that starts here has no end, so lines are missing";
    throw new RecordingFileError({ file, line: start.number, reason });
  });
  if (calls.length === 0) throw new RecordingFileError({ file, reason: "no call of a chat model is in it" });
  const bought = calls.filter((call) => !isFromCache(call));
  return bought.length > 0 ? bought : calls;
}

const isFromCache = ({ moments }: RecordedCall): boolean =>
  moments.some(({ json }) => json["type"] === "run.cache_hit");

/** True if the answer was streamed, to whoever asked. */
export function isStreamed({ moments, end }: RecordedCall): boolean {
  if (!moments.some(({ json }) => json["type"] === "chat_model.delta")) return false;
  return generationOf(end)?.["$"] === "ChatGenerationChunk";
}

function generationOf({ json }: RecordedLine): Readonly<Record<string, JsonValue>> | undefined {
  const { generations } = (json["result"] ?? {}) as { readonly generations?: readonly (readonly JsonValue[])[] };
  return generations?.[0]?.[0] as Readonly<Record<string, JsonValue>> | undefined;
}
