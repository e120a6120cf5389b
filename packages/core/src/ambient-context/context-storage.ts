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

/** The platform's own carrier: `AsyncContext` where there is one, Node's `AsyncLocalStorage`, or none. */
export function findContextStorage(): ContextStorage | undefined {
  const { AsyncContext, process } = globalThis as PlatformGlobals;
  if (AsyncContext !== undefined) {
    const variable = new AsyncContext.Variable();
    return { getStore: () => variable.get(), run: (store, body) => variable.run(store, body) };
  }
  const hooks = process?.getBuiltinModule?.("node:async_hooks"); // asked for, not imported: nothing here depends on Node
  return hooks === undefined ? undefined : new hooks.AsyncLocalStorage();
}
