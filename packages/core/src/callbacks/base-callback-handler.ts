import type { CallbackHandlerMethods, IgnoreFlags, LangChainHandler } from "../events/langchain-handler.js";
import { Serializable } from "../load/serializable.js";
import { uuidV7 } from "../util/uuid-v7.js";

/** What a handler's constructor may be told. */
export interface BaseCallbackHandlerInput extends IgnoreFlags {
  /** A throw of the handler stops the run, and the caller gets the handler's own error. */
  readonly raiseError?: boolean;
  /** The run waits for what the handler returns. */
  readonly _awaitHandler?: boolean;
}

/** A serializable thing that may have any of the handler methods; they are declared here and have no body. */
const HandlerMethods = Serializable as unknown as (abstract new (
  kwargs?: object,
) => Serializable & CallbackHandlerMethods) &
  Pick<typeof Serializable, "lc_name">;

/**
 * The base of handlers that are classes. A subclass has a `name` and the methods of the events it wants to hear, each with the
 * parameters it is called with; for how they are treated see `raiseError` and `awaitHandlers`.
 *
 * @example
 * ```ts
 * import { BaseCallbackHandler } from "@earshot/core/callbacks/base";
 *
 * class Tokens extends BaseCallbackHandler {
 *   name = "tokens";
 *   override handleLLMNewToken(token: string) {
 *     console.log(token);
 *   }
 * }
 * console.log(new Tokens({ raiseError: true }).awaitHandlers); // => true
 * ```
 */
export abstract class BaseCallbackHandler extends HandlerMethods implements IgnoreFlags {
  abstract name: string;

  ignoreLLM = false;
  ignoreChain = false;
  ignoreAgent = false;
  ignoreRetriever = false;
  ignoreCustomEvent = false;
  /** A throw stops the run, and the caller gets the handler's own error. Default false: the failure is reported, the run goes on. */
  raiseError = false;
  /** The run waits for the promises this handler returns. Default false: they are waited for in the background, in order. */
  awaitHandlers = false;

  constructor(input?: BaseCallbackHandlerInput) {
    super(input);
    if (input === undefined) return;
    this.ignoreLLM = input.ignoreLLM ?? false;
    this.ignoreChain = input.ignoreChain ?? false;
    this.ignoreAgent = input.ignoreAgent ?? false;
    this.ignoreRetriever = input.ignoreRetriever ?? false;
    this.ignoreCustomEvent = input.ignoreCustomEvent ?? false;
    this.raiseError = input.raiseError ?? false;
    this.awaitHandlers = this.raiseError || (input._awaitHandler ?? false);
  }

  override get lc_namespace(): ["langchain_core", "callbacks", string] {
    return ["langchain_core", "callbacks", this.name];
  }

  /** Another handler of the same class, with the same flags. */
  copy(): BaseCallbackHandler {
    const Class = this.constructor as new (input: BaseCallbackHandlerInput) => BaseCallbackHandler;
    const copy = new Class(this);
    copy.awaitHandlers = this.awaitHandlers;
    return copy;
  }

  /** A handler that has the methods and flags of `methods`, and a name of its own unless they bring one. */
  static fromMethods(methods: LangChainHandler): BaseCallbackHandler {
    class MethodsHandler extends BaseCallbackHandler {
      override name = uuidV7();

      constructor() {
        super();
        Object.assign(this, methods);
      }
    }
    return new MethodsHandler();
  }
}
