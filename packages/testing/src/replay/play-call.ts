import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import type { JsonValue } from "@earshot/core/events";
import { decodeValue } from "@earshot/core/events/json";
import type { BaseMessage } from "@earshot/core/messages";
import type { ChatGeneration, ChatGenerationChunk, ChatResult, LLMResult } from "@earshot/core/outputs";
import type { RecordedLine } from "../recording/read-recording.js";
import { waitUnless } from "../wait-unless.js";
import type { RecordedCall } from "./recorded-call.js";
import { RecordedCallCutError } from "./recorded-call-cut-error.js";

/** What a call is played with. */
export interface CallPlaying {
  readonly file: string;
  /** What the recorded times are multiplied by; 0: no waiting. */
  readonly pace: number;
  readonly signal: AbortSignal;
  readonly runManager: CallbackManagerForLLMRun | undefined;
}

const never = new Promise<never>(() => undefined);

/** The chunks of a recorded call as they came; says again what was said in between, and ends as it ended. */
export async function* playCall(call: RecordedCall, playing: CallPlaying): AsyncGenerator<ChatGenerationChunk> {
  let before = call.start;
  for (const line of call.moments) {
    await pause(before, line, playing);
    before = line;
    if (line.json["type"] === "chat_model.delta") yield chunkOf(line);
    else await sayAgain(line, playing.runManager);
  }
  await pause(before, call.end, playing);
  await endAgain(call.end, playing);
}

async function pause(before: RecordedLine, line: RecordedLine, { pace, signal }: CallPlaying): Promise<void> {
  if (signal.aborted) throw signal.reason;
  const milliseconds = (Number(line.json["time"]) - Number(before.json["time"])) * pace;
  if (milliseconds > 0) await waitUnless(signal, milliseconds);
}

/** Fails as the call failed; one that was aborted says no more until it is aborted again. */
async function endAgain({ json, number }: RecordedLine, { file, signal }: CallPlaying): Promise<void> {
  const { status } = json;
  if (status === "ok") return;
  if (status !== "cancelled") throw decodeValue(json["error"]);
  if (json["error"] === undefined) throw new RecordedCallCutError(file, number);
  await waitUnless(signal, never);
}

async function sayAgain({ json }: RecordedLine, runManager: CallbackManagerForLLMRun | undefined): Promise<void> {
  if (runManager === undefined) return;
  const said = (key: string): unknown => decodeValue(json[key]);
  if (json["type"] === "run.retry") {
    const delayMs = json["delayMs"] as number | undefined;
    const retry = { attempt: json["attempt"] as number, error: said("error") };
    await runManager.handleRetry(delayMs === undefined ? retry : { ...retry, delayMs });
  } else if (json["type"] === "run.text") await runManager.handleText(String(json["text"]));
  else if (json["type"] === "run.custom") await runManager.handleCustomEvent(String(json["eventName"]), said("data"));
}

function chunkOf({ json }: RecordedLine): ChatGenerationChunk {
  const chunk = decodeValue(json["chunk"]) as ChatGenerationChunk;
  forgetRunId(chunk.message, json["runId"]);
  return chunk;
}

/** The result of a call that ended well, made anew each time: it becomes its caller's. */
export function resultOf({ end }: RecordedCall): ChatResult {
  const { generations, llmOutput } = decodeValue(end.json["result"]) as LLMResult;
  const answers = (generations[0] ?? []) as ChatGeneration[];
  for (const { message } of answers) forgetRunId(message, end.json["runId"]);
  return llmOutput === undefined ? { generations: answers } : { generations: answers, llmOutput };
}

/** A message without an id of its own is called after its run, and this run has another id. */
function forgetRunId(message: BaseMessage, runId: JsonValue | undefined): void {
  if (message.id === `run-${String(runId)}`) message.id = undefined;
}
