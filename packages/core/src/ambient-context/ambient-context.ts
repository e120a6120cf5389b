import { findContextStorage, type ContextStorage } from "./context-storage.js";

let storage: ContextStorage | undefined;
let looked = false;

/** The context around a call, wherever in it you are. A convenience: nothing but what is invoked without its config depends on it. */
export const ambientContext = {
  /**
   * Runs `body` with `store` as the ambient context. The platform's carrier is made at the first call and not before: a process in which
   * no run is heard never pays for it (once in use, it makes every await of a Node 20 process about three times as dear).
   */
  enter<TResult>(store: unknown, body: () => TResult): TResult {
    if (!looked) {
      storage = findContextStorage();
      looked = true;
    }
    return storage === undefined ? body() : storage.run(store, body);
  },

  /** Runs `body` with no ambient context, as a handler's code does. */
  leave<TResult>(body: () => TResult): TResult {
    return storage?.getStore() === undefined ? body() : storage.run(undefined, body);
  },

  /** The store of the nearest {@link ambientContext.enter} around this call; `undefined` where none is, or no carrier exists. */
  get current(): unknown {
    return storage?.getStore();
  },

  /** Takes `carrier` in place of the platform's; `false` switches ambient context off, `true` looks for the platform's again. */
  use(carrier: ContextStorage | boolean): void {
    storage = typeof carrier === "object" ? carrier : undefined;
    looked = carrier !== true;
  },
};
