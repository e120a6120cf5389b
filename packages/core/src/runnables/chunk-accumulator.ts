import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
import { JoinedText } from "../util/joined-text.js";

/** A value that knows how to be continued by another. */
interface Concatenable {
  concat(next: unknown): unknown;
}

/**
 * Puts the chunks of any runnable's stream together: text is joined, messages and whatever else has `concat` are concatenated,
 * dictionaries are merged key by key, numbers are added; of what can't be put together the last chunk counts.
 */
export class ChunkAccumulator {
  #whole: unknown = undefined;
  #text: JoinedText | undefined;
  #message: MessageChunkAccumulator | undefined;
  #count = 0;

  add(chunk: unknown): void {
    if (this.#text !== undefined && typeof chunk === "string") this.#text.add(chunk);
    else if (this.#message !== undefined && chunk instanceof AIMessageChunk) this.#message.add(chunk);
    else if (this.#count > 0) this.#replace(concatChunks(this.value, chunk));
    else if (typeof chunk === "string") this.#text = new JoinedText(chunk);
    else if (chunk instanceof AIMessageChunk) (this.#message = new MessageChunkAccumulator()).add(chunk);
    else this.#whole = chunk;
    this.#count++;
  }

  /** What there is so far; `undefined` before the first chunk. */
  get value(): unknown {
    return this.#text?.toString() ?? this.#message?.toChunk() ?? this.#whole;
  }

  /** From the first chunk of another kind on, what there is is put together chunk by chunk. */
  #replace(whole: unknown): void {
    this.#text = undefined;
    this.#message = undefined;
    this.#whole = whole;
  }
}

function concatChunks(whole: unknown, chunk: unknown): unknown {
  if (typeof whole === "string" && typeof chunk === "string") return whole + chunk;
  if (typeof whole === "number" && typeof chunk === "number") return whole + chunk;
  if (Array.isArray(whole) && Array.isArray(chunk)) return [...whole, ...chunk];
  if (isConcatenable(whole)) return whole.concat(chunk);
  if (isDictionary(whole) && isDictionary(chunk)) return mergeDictionaries(whole, chunk);
  return chunk;
}

function mergeDictionaries(whole: Record<string, unknown>, chunk: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...whole };
  for (const [key, value] of Object.entries(chunk)) {
    merged[key] =
      merged[key] === undefined || value === undefined ? (value ?? merged[key]) : concatChunks(merged[key], value);
  }
  return merged;
}

function isConcatenable(value: unknown): value is Concatenable {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    typeof (value as Partial<Concatenable>).concat === "function"
  );
}

function isDictionary(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
