import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { decodeValue } from "@earshot/core/events/json";
import type { GenerationChunk } from "@earshot/core/outputs";
import type { RecordedLine } from "../recording/read-recording.js";
import { waitUnless } from "../wait-unless.js";
import { isWhole } from "./answer-form.js";
import { forgetRunId } from "./forget-run-id.js";
import { isDelta } from "./is-delta.js";
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

/** A piece of an answer: a chunk, or a token that was said without one. */
export interface PlayedPiece {
  readonly text: string;
  readonly chunk?: GenerationChunk;
}

/** The chunks of a recorded call as they came; says again what was said in between, and ends as it ended. */
export async function* playCall(call: RecordedCall, playing: CallPlaying): AsyncGenerator<PlayedPiece> {
  let before = call.start;
  for (const line of call.moments) {
    await pause(before, line, playing);
    before = line;
    if (isDelta(line)) yield pieceOf(line);
    else await sayAgain(line, playing.runManager);
  }
  await pause(before, call.end, playing);
  await endAgain(call, playing);
}

async function pause(before: RecordedLine, line: RecordedLine, { pace, signal }: CallPlaying): Promise<void> {
  if (signal.aborted) throw signal.reason;
  const milliseconds = (Number(line.json["time"]) - Number(before.json["time"])) * pace;
  if (milliseconds > 0) await waitUnless(signal, milliseconds);
}

/** Fails as the call failed; one that was aborted says no more until it is aborted again. */
async function endAgain(call: RecordedCall, { file, signal }: CallPlaying): Promise<void> {
  const { json, number } = call.end;
  const { status } = json;
  if (status === "ok") return;
  if (status !== "cancelled") throw decodeValue(json["error"]);
  if (json["error"] === undefined && isWhole(call)) return;
  if (json["error"] === undefined) throw new RecordedCallCutError(file, number);
  await waitUnless(signal, never);
}

/** Says a piece as a model does that is asked for a whole answer. */
export async function sayPiece(
  { text, chunk }: PlayedPiece,
  runManager: CallbackManagerForLLMRun | undefined,
): Promise<void> {
  if (chunk === undefined) await runManager?.handleLLMNewToken(text);
  else await runManager?.handleLLMNewToken(text, undefined, undefined, undefined, undefined, { chunk });
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

function pieceOf({ json }: RecordedLine): PlayedPiece {
  const text = String(json["text"]);
  if (json["chunk"] === undefined) return { text };
  const chunk = decodeValue(json["chunk"]) as GenerationChunk;
  forgetRunId(chunk, json["runId"]);
  return { text, chunk };
}
