import { type AIMessageChunk, MessageChunkAccumulator } from "@earshot/core/messages";
import { interrupted } from "../errors/interrupted.js";
import { StreamReader, type AISDKStreamPart } from "../chat-model/from-stream-part.js";
import { answered } from "./answered.js";
import type { ModelName } from "./model-call.js";
import { outcomeOf } from "./outcome-of.js";
import type { ToldOutcome, ToldRun } from "./told-run.js";

/** A streamed answer, and the run that hears it. */
export interface HeardStream {
  readonly stream: ReadableStream<AISDKStreamPart>;
  readonly run: ToldRun;
  readonly model: ModelName;
  readonly signal: AbortSignal | undefined;
  /** Told what the provider says went wrong. */
  readonly onFailure?: (error: unknown) => void;
  /** Told that the consumer left before the end, or was told to. */
  readonly onLeft?: (reason: unknown) => void;
}

/**
 * The same stream, each piece heard before its consumer sees it. The run ends before the consumer sees the piece that finishes the answer, or
 * as the stream fails or is cancelled. A guard that objects fails the stream.
 */
export function hearStream(heard: HeardStream): ReadableStream<AISDKStreamPart> {
  const { run, signal } = heard;
  const pieces = heard.stream.getReader();
  const ear = new StreamEar(heard);
  return new ReadableStream<AISDKStreamPart>(
    {
      async pull(controller) {
        try {
          const piece = await pieces.read();
          if (!piece.done) await ear.hear(piece.value);
          else await ear.close();
          if (piece.done) controller.close();
          else controller.enqueue(piece.value);
        } catch (error) {
          await ear.fail(error);
          pieces.cancel(error).catch(() => undefined); // an objection leaves the provider's stream open
          throw error;
        }
      },
      async cancel(reason) {
        heard.onLeft?.(reason);
        // The consumer left: nothing failed, unless it was told to stop.
        await run.settle(signal?.aborted === true ? outcomeOf(reason, signal) : { status: "cancelled" });
        await pieces.cancel(reason);
      },
    },
    { highWaterMark: 0 }, // nothing is read that nobody asks for
  );
}

/** Says the pieces of one answer to its run. */
class StreamEar {
  readonly #heard: HeardStream;
  readonly #reader: StreamReader;
  readonly #whole = new MessageChunkAccumulator();
  #failure: { readonly error: unknown } | undefined;

  constructor(heard: HeardStream) {
    this.#heard = heard;
    this.#reader = new StreamReader(heard.model);
  }

  async hear(piece: AISDKStreamPart): Promise<void> {
    const { run, signal, onFailure } = this.#heard;
    if (piece.type === "error") {
      this.#failure ??= { error: piece.error };
      onFailure?.(piece.error);
    }
    const chunk = this.#reader.read(piece);
    if (chunk !== undefined) {
      this.#whole.add(chunk.message as AIMessageChunk);
      await run.delta(chunk, chunk.text);
    }
    if (piece.type === "finish")
      await run.settle(this.#failure === undefined ? this.#answer() : outcomeOf(this.#failure.error, signal));
  }

  /** The stream ends: without having finished it is no answer, whatever there is of it. */
  async close(): Promise<void> {
    const { run, signal, model, onFailure } = this.#heard;
    if (!run.isOpen) return;
    const { error } = (this.#failure ??= { error: interrupted(model) });
    onFailure?.(error);
    await run.settle(outcomeOf(error, signal));
  }

  #answer(): ToldOutcome {
    const { text } = this.#whole;
    return answered({ generations: [{ text, message: this.#whole.toMessage() }] });
  }

  async fail(error: unknown): Promise<void> {
    this.#heard.onFailure?.(error);
    await this.#heard.run.settle(outcomeOf(error, this.#heard.signal));
  }
}
