/** What carries a value through awaits: Node's AsyncLocalStorage has this shape. */
export interface ContextStorage {
  getStore(): unknown;
  run<TResult>(store: unknown, body: () => TResult): TResult;
}

interface AsyncContextVariable {
  get(): unknown;
  run<TResult>(value: unknown, body: () => TResult): TResult;
}

/** The parts of the platforms' globals that may carry a context; each is absent somewhere. */
interface PlatformGlobals {
  readonly AsyncContext?: { readonly Variable: new () => AsyncContextVariable };
  readonly process?: {
    getBuiltinModule?(id: string): { readonly AsyncLocalStorage: new () => ContextStorage } | undefined;
  };
}

let storage: ContextStorage | undefined;
let looked = false;

/**
 * Runs `body` with `store` as the ambient context. The platform's carrier is made at the first call and not before: a process in
 * which no run is heard never pays for it (once in use, it makes every await of a Node 20 process about three times as dear).
 */
export function enterAmbientContext<TResult>(store: unknown, body: () => TResult): TResult {
  if (!looked) {
    storage = findStorage();
    looked = true;
  }
  return storage === undefined ? body() : storage.run(store, body);
}

/** Runs `body` with no ambient context, as a handler's code does. */
export function leaveAmbientContext<TResult>(body: () => TResult): TResult {
  return storage?.getStore() === undefined ? body() : storage.run(undefined, body);
}

/** The store of the nearest {@link enterAmbientContext} around this call; `undefined` where none is, or no carrier exists. */
export function currentAmbientContext(): unknown {
  return storage?.getStore();
}

/** Takes `carrier` in place of the platform's; `false` switches ambient context off, `true` looks for the platform's again. */
export function useAmbientContext(carrier: ContextStorage | boolean): void {
  storage = typeof carrier === "object" ? carrier : undefined;
  looked = carrier !== true;
}

function findStorage(): ContextStorage | undefined {
  const { AsyncContext, process } = globalThis as PlatformGlobals;
  if (AsyncContext !== undefined) {
    const variable = new AsyncContext.Variable();
    return { getStore: () => variable.get(), run: (store, body) => variable.run(store, body) };
  }
  const hooks = process?.getBuiltinModule?.("node:async_hooks"); // asked for, not imported: nothing here depends on Node
  return hooks === undefined ? undefined : new hooks.AsyncLocalStorage();
}
