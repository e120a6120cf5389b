import { Serializable } from "../load/serializable.js";

/** The base of key-value stores. Each method takes many keys at once, since most stores are at the other end of a wire. */
export abstract class BaseStore<TKey, TValue> extends Serializable {
  /** The values in the order of the keys, `undefined` for a key that isn't there. */
  abstract mget(keys: TKey[]): Promise<(TValue | undefined)[]>;

  abstract mset(keyValuePairs: [TKey, TValue][]): Promise<void>;

  /** A key that isn't there is no error. */
  abstract mdelete(keys: TKey[]): Promise<void>;

  /** The keys, or those that begin with `prefix`. */
  abstract yieldKeys(prefix?: string): AsyncGenerator<TKey | string>;
}
