import type { Generation } from "../outputs/generation.js";
import { BaseCache } from "./base-cache.js";

/**
 * A cache that lives as long as the process, and never forgets.
 *
 * @example
 * ```ts
 * import { InMemoryCache } from "@earshot/core/caches";
 * import { FakeListChatModel } from "@earshot/core/utils/testing";
 *
 * const model = new FakeListChatModel({ responses: ["first", "second"], cache: new InMemoryCache() });
 * console.log((await model.invoke("Hi")).text, (await model.invoke("Hi")).text); // => first first
 * ```
 */
export class InMemoryCache<TValue = Generation[]> extends BaseCache<TValue> {
  static readonly #global = new InMemoryCache();
  readonly #values: Map<string, TValue>;

  /** @param map holds the values, by keys of the cache's own */
  constructor(map = new Map<string, TValue>()) {
    super();
    this.#values = map;
  }

  /** The one that `cache: true` stands for. */
  static global(): InMemoryCache {
    return InMemoryCache.#global;
  }

  override async lookup(prompt: string, llmKey: string): Promise<TValue | null> {
    return this.#values.get(this.keyEncoder(prompt, llmKey)) ?? null;
  }

  override async update(prompt: string, llmKey: string, value: TValue): Promise<void> {
    this.#values.set(this.keyEncoder(prompt, llmKey), value);
  }
}
