import type { ChatGenerationChunk } from "@earshot/core/outputs";
import { explainError } from "../errors/explain-error.js";
import { interrupted } from "../errors/interrupted.js";
import type { AISDKModel } from "./ai-sdk-model.js";
import { StreamReader, type AISDKStreamPart } from "./from-stream-part.js";

/** What a provider answers with when it streams. */
export interface OpenedStream {
  readonly stream: ReadableStream<AISDKStreamPart>;
}

/**
 * The chunks of a streamed answer. Leaving the loop closes the provider's stream.
 *
 * @throws AISDKModelError what the provider says went wrong, and `AISDKStreamInterruptedError` if it ends without having finished
 */
export async function* readStream(
  stream: OpenedStream["stream"],
  model: Pick<AISDKModel, "provider" | "modelId">,
  signal: AbortSignal,
): AsyncGenerator<ChatGenerationChunk> {
  const pieces = stream.getReader();
  const reader = new StreamReader(model);
  try {
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
      if (piece.value.type === "error") throw piece.value.error;
      const chunk = reader.read(piece.value);
      if (chunk !== undefined) yield chunk;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw explainError(error, model);
  } finally {
    pieces.cancel().catch(() => undefined); // nobody reads on; a stream that has failed says so again
  }
  signal.throwIfAborted();
  if (!reader.isFinished) throw interrupted(model);
}
