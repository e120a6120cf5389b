import type { DeltaAccess } from "./delta-access.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";

/** The one text that streams through a text model's chunks. */
export const generationTexts: DeltaAccess = {
  read: (chunk) => new Map([["text", (chunk as GenerationChunk).text]]),

  write({ chunk, index }, texts) {
    const text = texts.get("text") ?? "";
    const { generationInfo } = chunk as GenerationChunk;
    const parts = text === "" ? [] : [{ type: "text" as const, text }];
    return { chunk: new GenerationChunk({ text, generationInfo }), text, index, parts };
  },
};
