import type { RunnableConfig } from "./run-config.js";

declare global {
  /**
   * What the package of a bridge adds to Earshot's types by declaration merging, as `@earshot/langchain` does for LangChain: `callbacks`, what of
   * its library may be given as such, and `config`, as what its library takes the config that a function of a chain is handed.
   */
  interface EarshotInterop {}
}

/** What else may be given as callbacks; nothing where there is no bridge. */
export type BridgedCallbacks = EarshotInterop extends { readonly callbacks: infer TCallbacks } ? TCallbacks : never;

/**
 * The config that a function of a chain is handed: what it invokes with it belongs below its run. Where there is a bridge it is a config of the
 * other library's too, since the manager in it is one for both.
 */
export type HandedConfig = RunnableConfig &
  (EarshotInterop extends { readonly config: infer TConfig } ? TConfig : unknown);
