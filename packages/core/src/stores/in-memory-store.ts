import { BaseStore } from "./base-store.js";

/**
 * A store that lasts as long as the process. Keys are in the order in which they were first set.
 *
 * @example
 * ```ts
 * import { InMemoryStore } from "@earshot/core/stores";
 *
 * const store = new InMemoryStore<number>();
 * await store.mset([["apples", 3], ["pears", 5]]);
 * console.log(await store.mget(["pears", "plums"])); // => [ 5, undefined ]
 * ```
 */
export class InMemoryStore<TValue = unknown> extends BaseStore<string, TValue> {
  override lc_namespace = ["langchain", "storage"];
  protected readonly store = new Map<string, TValue>();

  override async mget(keys: string[]): Promise<(TValue | undefined)[]> {
    return keys.map((key) => this.store.get(key));
  }

  override async mset(keyValuePairs: [string, TValue][]): Promise<void> {
    for (const [key, value] of keyValuePairs) this.store.set(key, value);
  }

  override async mdelete(keys: string[]): Promise<void> {
    for (const key of keys) this.store.delete(key);
  }

  override async *yieldKeys(prefix = ""): AsyncGenerator<string> {
    for (const key of this.store.keys()) if (key.startsWith(prefix)) yield key;
  }
}
