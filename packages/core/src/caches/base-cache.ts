import type { Generation } from "../outputs/generation.js";
import { hashKey, type HashKeyEncoder } from "./hash-key.js";

/**
 * The base of caches for models' answers: they are looked up by the prompt and by all that was asked of the model besides.
 *
 * Neither text contains ids of runs or messages: the same question is the same key, in any run. A method that throws doesn't fail the call:
 * the model is asked, and the error goes to `onHandlerError` of `configure()`.
 */
export abstract class BaseCache<TValue = Generation[]> {
  /** Makes a short key of the two texts, for a store that needs one. */
  protected keyEncoder: HashKeyEncoder = hashKey;

  /** Sets how {@link keyEncoder} makes keys, in place of SHA-256. */
  makeDefaultKeyEncoder(encoder: HashKeyEncoder): void {
    this.keyEncoder = encoder;
  }

  /** What is stored; null if nothing is. */
  abstract lookup(prompt: string, llmKey: string): Promise<TValue | null>;

  abstract update(prompt: string, llmKey: string, value: TValue): Promise<void>;
}

/** A cache as a model needs it: a {@link BaseCache} of any copy of the package, or an object like one. */
export type ModelCache = Pick<BaseCache, "lookup" | "update">;
