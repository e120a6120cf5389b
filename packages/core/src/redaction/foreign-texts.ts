import type { ModelDelta } from "../events/event-payloads.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { ownChunk } from "../messages/own-chunk.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { DeltaAccess } from "./delta-access.js";
import { messageTexts } from "./message-texts.js";

/** A chunk of another copy of the package, of which only the shape is known; a token that came without one is a string. */
type ForeignChunk = string | { readonly text?: string; readonly message?: AIMessageChunk };

/** A chunk with a message has the texts of that; any other is its text alone. */
export const foreignTexts: DeltaAccess = {
  read(chunk) {
    const foreign = chunk as ForeignChunk;
    if (typeof foreign === "string") return new Map([["text", foreign]]);
    return foreign.message === undefined ? new Map([["text", foreign.text ?? ""]]) : messageTexts.read(foreign);
  },

  write(delta, texts) {
    const foreign = delta.chunk as ForeignChunk;
    const text = texts.get("text") ?? "";
    if (typeof foreign === "string") return { chunk: undefined, text, index: delta.index, parts: partsOf(text) };
    if (foreign.message === undefined)
      return { chunk: { ...foreign, text }, text, index: delta.index, parts: partsOf(text) };
    const own = new ChatGenerationChunk({ text: delta.text, message: ownChunk(foreign.message) });
    return messageTexts.write({ ...delta, chunk: own }, texts);
  },
};

const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);
