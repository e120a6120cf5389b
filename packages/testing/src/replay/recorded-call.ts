import type { RecordedFile, RecordedLine } from "../recording/read-recording.js";
import { RecordingFileError } from "../recording/recording-file-error.js";

/** One call of a model, as it was recorded. */
export interface RecordedCall {
  readonly start: RecordedLine;
  /** What was heard between its start and its end: chunks, retries, custom events. */
  readonly moments: readonly RecordedLine[];
  readonly end: RecordedLine;
}

/** What is replayed: a chat model, or a text model. */
export type ModelKind = "chat_model" | "llm";

/** The calls of models of a kind in a file, in the order in which they started. Answers from a cache come only where there are no others. */
export function recordedCalls({ file, lines }: RecordedFile, kind: ModelKind): RecordedCall[] {
  const begun = new Map<string, { start: RecordedLine; moments: RecordedLine[]; end?: RecordedLine }>();
  for (const line of lines) {
    const runId = line.json["runId"] as string;
    const { type } = line.json;
    const call = begun.get(runId);
    if (type === `${kind}.start`) begun.set(runId, { start: line, moments: [] });
    else if (call === undefined) continue;
    else if (type === `${kind}.end`) call.end = line;
    else call.moments.push(line);
  }
  const calls = [...begun.values()].map(({ start, moments, end }): RecordedCall => {
    if (end !== undefined) return { start, moments, end };
    const reason = "the call that starts here has no end, so lines are missing";
    throw new RecordingFileError({ file, line: start.number, reason });
  });
  if (calls.length === 0) throw new RecordingFileError({ file, reason: whyNone(lines, kind) });
  const bought = calls.filter((call) => !isFromCache(call));
  return bought.length > 0 ? bought : calls;
}

function whyNone(lines: readonly RecordedLine[], kind: ModelKind): string {
  const hasOthers = lines.some(({ json }) => json["type"] === (kind === "llm" ? "chat_model.start" : "llm.start"));
  if (!hasOthers) return `no call of a ${kind === "llm" ? "text" : "chat"} model is in it`;
  return kind === "llm"
    ? "its calls are of chat models, which `replayModel` replays"
    : "its calls are of text models, which `replayLLM` replays";
}

const isFromCache = ({ moments }: RecordedCall): boolean =>
  moments.some(({ json }) => json["type"] === "run.cache_hit");
