/** What LangChain has in its AsyncLocalStorage, once LangGraph or whoever else has set one up. */
interface LangChainStorage {
  getStore?(): { readonly extra?: Readonly<Record<symbol, { readonly callbacks?: unknown } | undefined>> } | undefined;
}

const storageKey = Symbol.for("ls:tracing_async_local_storage");
const configKey = Symbol.for("lc:child_config");

/**
 * The manager of the run of LangChain's whose function this is called in, where LangChain knows: a store is there only if its program has one,
 * and it is empty in what LangChain calls beside its runs, so that what is found is always the innermost.
 */
export function langChainAmbience(): object | undefined {
  const storage = (globalThis as { readonly [storageKey]?: LangChainStorage })[storageKey];
  const callbacks = storage?.getStore?.()?.extra?.[configKey]?.callbacks;
  const isManager = typeof callbacks === "object" && callbacks !== null && "inheritableHandlers" in callbacks;
  return isManager ? callbacks : undefined;
}
