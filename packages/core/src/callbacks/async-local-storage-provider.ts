import { ambientContext } from "../ambient-context/ambient-context.js";
import type { ContextStorage } from "../ambient-context/context-storage.js";
import type { RunnableConfig } from "../context/run-config.js";
import { ChildConfig } from "../runs/child-config.js";
import type { Run } from "../runs/run.js";
import { CallbackManager } from "./callback-manager.js";
import { runOfConfig } from "./run-of-config.js";

/**
 * LangChain's name for what carries a run through awaits. Nothing has to be set up here: on platforms with AsyncLocalStorage or
 * AsyncContext a run's body is in its run by itself.
 *
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
 *
 * const callbacks = [{ handleChainStart() {} }];
 * await run({ kind: "chain", name: "work", start: { inputs: 1 } }, () => {
 *   console.log(AsyncLocalStorageProviderSingleton.getRunnableConfig() !== undefined); // => true
 * }, { callbacks });
 * ```
 */
export const AsyncLocalStorageProviderSingleton = {
  /** Takes this storage in place of the platform's. */
  initializeGlobalInstance(storage: ContextStorage): void {
    ambientContext.use(storage);
  },

  /** The config of the run whose body this is called in; `undefined` where there is none, and in runs that nobody hears. */
  getRunnableConfig(): RunnableConfig | undefined {
    const run = ambientContext.current as Run | undefined;
    return run === undefined ? undefined : new ChildConfig(run, CallbackManager.forRun(run));
  },

  /** Calls `callback` as if in the body of the run that `config` was handed to. A config that comes from no run changes nothing. */
  runWithConfig<TResult>(config: RunnableConfig | undefined, callback: () => TResult): TResult {
    const run = runOfConfig(config);
    return run === undefined ? callback() : ambientContext.enter(run, callback);
  },
} as const;
