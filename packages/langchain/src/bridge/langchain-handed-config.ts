import type { CallbackManager, Callbacks } from "@langchain/core/callbacks/manager";
import type { RunnableConfig } from "@langchain/core/runnables";

/** A list of LangChain's handlers, said in a way that leaves it to Earshot's own types what a handler that is written in its place is given. */
interface LangChainHandlers {
  readonly length: number;
  pop(): Extract<Callbacks, readonly unknown[]>[number] | undefined;
}

/** What the config that a function of Earshot's is handed is to LangChain. */
export interface LangChainHandedConfig extends RunnableConfig<Record<string, unknown>> {
  callbacks?: CallbackManager;
}

declare global {
  interface EarshotInterop {
    readonly callbacks: CallbackManager | LangChainHandlers;
    readonly config: LangChainHandedConfig;
  }
}
