import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";

/**
 * Two chunks of a stream as one: text is joined, numbers are added, lists follow each other, messages and whatever else has `concat` are
 * concatenated, dictionaries are merged key by key. Of what can't be put together, the second counts. Neither is changed.
 *
 * @example
 * ```ts
 * import { AIMessageChunk } from "@earshot/core/messages";
 * import { concat } from "@earshot/core/utils/stream";
 *
 * console.log(concat(new AIMessageChunk("to"), new AIMessageChunk("whit")).text); // => towhit
 * console.log(concat({ words: ["to"], count: 1 }, { words: ["whit"], count: 1 })); // => { words: [ 'to', 'whit' ], count: 2 }
 * ```
 */
export function concat<TChunk>(first: TChunk, second: TChunk): TChunk {
  const whole = new ChunkAccumulator();
  whole.add(first);
  whole.add(second);
  return whole.value as TChunk;
}
