import type { DeltaAccess, DeltaRedaction, Redactor } from "../events/redactor.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { messageTexts } from "../models/message-texts.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { Run } from "../runs/run.js";

/** The chunks of a chain as handlers may see them, on their way to `tell`; `undefined` if nothing is redacted. */
export function redactChunks(run: Run, tell: (chunk: unknown) => void): DeltaRedaction | undefined {
  const { redactor } = run;
  if (redactor === undefined) return undefined;
  const redaction = redactor.startDeltas(chunkTexts(redactor), ({ chunk }) => void tell(chunk));
  const before = run.beforeEnd;
  run.beforeEnd = () => {
    void redaction.flush(); // what it tells, nobody waits for
    return before?.();
  };
  return redaction;
}

/** The texts in a chain's chunks: in texts and messages they stream, anything else is redacted as it stands. */
function chunkTexts(redactor: Redactor): DeltaAccess {
  return {
    read(chunk) {
      if (typeof chunk === "string") return new Map([["text", chunk]]);
      return chunk instanceof AIMessageChunk ? messageTexts.read(generationOf(chunk)) : new Map<string, string>();
    },
    write(delta, texts) {
      const { chunk } = delta;
      if (typeof chunk === "string") return { ...delta, chunk: texts.get("text") ?? "" };
      if (!(chunk instanceof AIMessageChunk)) {
        const { outputs } = redactor.redactPayload("chain.end", { outputs: chunk });
        return { ...delta, chunk: outputs };
      }
      const shown = messageTexts.write({ ...delta, chunk: generationOf(chunk) }, texts);
      return { ...delta, chunk: (shown.chunk as ChatGenerationChunk).message };
    },
  };
}

const generationOf = (message: AIMessageChunk) => new ChatGenerationChunk({ text: message.text, message });
