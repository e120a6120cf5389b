import { describe, expectTypeOf, it } from "vitest";
import type { Serialized } from "../load/serialized.js";
import { BaseCallbackHandler } from "./base-callback-handler.js";
import type { CallbackManager } from "./callback-manager.js";
import type { CallbackManagerForChainRun } from "./callback-manager-for-chain-run.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";

class Mine extends BaseCallbackHandler {
  override name = "mine";

  // The order of the call, not LangChain's declared one: the parent's id comes fourth.
  override async handleChainStart(
    chain: Serialized,
    _inputs: object,
    runId: string,
    parentRunId?: string,
    tags?: string[],
  ) {
    expectTypeOf(chain.id).toEqualTypeOf<string[]>();
    expectTypeOf(runId).toEqualTypeOf<string>();
    expectTypeOf(parentRunId).toEqualTypeOf<string | undefined>();
    expectTypeOf(tags).toEqualTypeOf<string[] | undefined>();
  }

  override handleLLMNewToken = (token: string): void => void token;
}

// @ts-expect-error -- a handler class has a name
class Nameless extends BaseCallbackHandler {}

class Wrong extends BaseCallbackHandler {
  override name = "wrong";
  // @ts-expect-error -- tokens are strings
  override handleLLMNewToken(token: number) {
    return token;
  }
}

describe("BaseCallbackHandler", () => {
  it("is a handler, and may be in a config", () => {
    expectTypeOf(new Mine()).toExtend<Handler>();
    expectTypeOf({ callbacks: [new Mine()] }).toExtend<RunnableConfig>();
    expectTypeOf(new Mine().copy()).toEqualTypeOf<BaseCallbackHandler>();
  });

  it("cannot be made without a name, or with methods that cannot be called so", () => {
    expectTypeOf<Nameless>().toExtend<BaseCallbackHandler>();
    expectTypeOf<Wrong>().toHaveProperty("name");
    // @ts-expect-error -- no such flag
    new Mine({ ignoreEverything: true });
  });
});

describe("CallbackManager", () => {
  it("may be the callbacks of a config", () => {
    expectTypeOf<CallbackManager>().toExtend<NonNullable<RunnableConfig["callbacks"]>>();
  });

  it("starts runs with run managers of their kind", () => {
    expectTypeOf<CallbackManager["handleChainStart"]>().returns.resolves.toEqualTypeOf<CallbackManagerForChainRun>();
    expectTypeOf<CallbackManagerForChainRun["getChild"]>().returns.toEqualTypeOf<CallbackManager>();
  });
});
