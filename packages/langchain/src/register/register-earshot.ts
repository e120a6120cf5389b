import { CallbackManager } from "@langchain/core/callbacks/manager";
import { attachToEveryRun, type CallbackManagerClass } from "./attach-to-every-run.js";

let registered: readonly (() => void)[] | undefined;

/**
 * What `import "@earshot/langchain/register"` does: the handlers of `configure({ callbacks })` hear every run of LangChain's and LangGraph's
 * in the process, those of modules that are required too. Once is enough. Returns a function that takes it back.
 *
 * @example
 * ```ts
 * import { configure, defineHandler } from "@earshot/core/events";
 * import { registerEarshot } from "@earshot/langchain";
 * import { RunnableLambda } from "@langchain/core/runnables";
 *
 * const unregister = registerEarshot();
 * const restore = configure({ callbacks: [defineHandler({ on: { "chain.end": (event) => console.log(event.outputs) } })] });
 * await RunnableLambda.from((n: number) => ({ n: n * 2 })).invoke(4); // => { n: 8 }
 * restore();
 * unregister();
 * ```
 */
export function registerEarshot(): () => void {
  registered ??= [CallbackManager, requiredManager()].flatMap((Manager) =>
    Manager ? [attachToEveryRun(Manager)] : [],
  );
  return () => {
    for (const undo of registered ?? []) undo();
    registered = undefined;
  };
}

/** What is used of Node's, where it is Node. */
interface NodeGlobals {
  readonly process?: {
    getBuiltinModule?(name: "node:module"): { createRequire(from: string): (name: string) => unknown };
  };
}

/** The class of the build that `require` loads, on platforms that have one. */
function requiredManager(): CallbackManagerClass | undefined {
  try {
    const nodeModule = (globalThis as NodeGlobals).process?.getBuiltinModule?.("node:module");
    const required = nodeModule?.createRequire(import.meta.url)("@langchain/core/callbacks/manager");
    const { CallbackManager: Required } = required as { readonly CallbackManager: CallbackManagerClass };
    return Required === CallbackManager ? undefined : Required;
  } catch {
    return undefined; // not Node, or not installed where we are
  }
}
