import type { LanguageModelV3StreamPart } from "@ai-sdk/provider";
import type { UsageMetadata } from "@earshot/core/messages";
import { StreamReader } from "../chat-model/from-stream-part.js";
import { toUsageMetadata } from "../chat-model/to-usage-metadata.js";
import type { ModelName } from "./model-call.js";
import { outcomeOf } from "./outcome-of.js";
import type { ToldRun } from "./told-run.js";

/** A streamed answer, and the run that hears it. */
export interface HeardStream {
  readonly stream: ReadableStream<LanguageModelV3StreamPart>;
  readonly run: ToldRun;
  readonly model: ModelName;
  readonly signal: AbortSignal | undefined;
  /** Told what the provider says went wrong. */
  readonly onFailure?: (error: unknown) => void;
}

/**
 * The same stream, each piece heard before its consumer sees it. The run ends with the stream: as it closes, fails, or is cancelled. A
 * guard that objects fails the stream.
 */
export function hearStream({
  stream,
  run,
  model,
  signal,
  onFailure,
}: HeardStream): ReadableStream<LanguageModelV3StreamPart> {
  const pieces = stream.getReader();
  const reader = new StreamReader(model);
  let usage: UsageMetadata | undefined;
  let failure: { readonly error: unknown } | undefined;
  const fail = async (error: unknown): Promise<never> => {
    onFailure?.(error);
    await run.settle(outcomeOf(error, signal));
    throw error;
  };
  return new ReadableStream<LanguageModelV3StreamPart>(
    {
      async pull(controller) {
        const piece = await pieces.read().catch(fail);
        if (piece.done) {
          const end = failure === undefined ? endOf(reader, signal) : outcomeOf(failure.error, signal);
          await run.settle({ ...end, usage });
          return controller.close();
        }
        const { value } = piece;
        if (value.type === "error") {
          failure ??= { error: value.error };
          onFailure?.(value.error);
        }
        if (value.type === "finish") usage = toUsageMetadata(value.usage);
        const chunk = reader.read(value);
        if (chunk !== undefined)
          await run.delta(chunk, chunk.text).catch((objection: unknown) => {
            pieces.cancel(objection).catch(() => undefined);
            return fail(objection);
          });
        controller.enqueue(value);
      },
      async cancel(reason) {
        // The consumer left: nothing failed, unless it was told to stop.
        await run.settle(signal?.aborted === true ? outcomeOf(reason, signal) : { status: "cancelled" });
        await pieces.cancel(reason);
      },
    },
    { highWaterMark: 0 }, // nothing is read that nobody asks for
  );
}

/** A stream that closes is an answer; aborted ones close as well. */
function endOf(reader: StreamReader, signal: AbortSignal | undefined): ReturnType<typeof outcomeOf> {
  return !reader.isFinished && signal?.aborted === true ? outcomeOf(undefined, signal) : { status: "ok" };
}
