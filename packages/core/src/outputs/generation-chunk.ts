import type { Generation } from "./generation.js";

export interface GenerationChunkFields {
  text: string;
  generationInfo?: Record<string, unknown> | undefined;
}

/** A piece of a text model's answer. */
export class GenerationChunk implements Generation {
  declare text: string;
  declare generationInfo: Record<string, unknown> | undefined;

  constructor(fields: GenerationChunkFields) {
    this.text = fields.text;
    this.generationInfo = fields.generationInfo;
  }

  /** This piece continued by `chunk`; what the later one says of itself wins. Neither is changed. */
  concat(chunk: GenerationChunk): GenerationChunk {
    return new GenerationChunk({
      text: this.text + chunk.text,
      generationInfo: mergeGenerationInfo(this.generationInfo, chunk.generationInfo),
    });
  }
}

/** Key by key, the later word wins. Always an object, a new one. */
export function mergeGenerationInfo(
  left: Record<string, unknown> | undefined,
  right: Record<string, unknown> | undefined,
): Record<string, unknown> {
  return Object.assign({}, left, right);
}
