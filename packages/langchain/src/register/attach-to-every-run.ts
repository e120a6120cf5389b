import { ForeignRuns } from "@earshot/core/events/foreign";
import type { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import type { CallbackManager, Callbacks } from "@langchain/core/callbacks/manager";
import { EarshotCallbacks } from "../bridge/earshot-callbacks.js";

/** The class through which every run of LangChain's finds out who is to hear it: one in each build of the package. */
export type CallbackManagerClass = typeof CallbackManager;

type Configure = CallbackManagerClass["_configureSync"];

const runs = new ForeignRuns({ handlers: "configured" });
const callbacks = new EarshotCallbacks("earshot:configured", runs) as unknown as BaseCallbackHandler;

/**
 * Attaches the handlers of `configure({ callbacks })` to every run that goes through this class, those configured later too. As long as there
 * are none, nothing is attached. Returns a function that takes it back.
 *
 * The hooks that LangChain has for this are context variables: they hold where they were set, and not in a server that was listening before.
 */
export function attachToEveryRun(Manager: CallbackManagerClass): () => void {
  const original: Configure = Manager._configureSync;
  const attached: Configure = function (this: CallbackManagerClass, inheritable, ...rest) {
    return original.call(this, runs.isHeard ? withEarshot(inheritable) : inheritable, ...rest);
  };
  Manager._configureSync = attached;
  return () => {
    if (Manager._configureSync === attached) Manager._configureSync = original;
  };
}

/** What is given is never changed. */
function withEarshot(inheritable: Callbacks | undefined): Callbacks {
  if (inheritable === undefined) return [callbacks];
  const handlers: readonly unknown[] = Array.isArray(inheritable) ? inheritable : inheritable.inheritableHandlers;
  if (handlers.includes(callbacks)) return inheritable;
  return Array.isArray(inheritable) ? [...inheritable, callbacks] : inheritable.copy([callbacks], true);
}
