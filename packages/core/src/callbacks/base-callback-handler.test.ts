import { describe, expect, it } from "vitest";
import { BaseCallbackHandler as LangChainHandler } from "@langchain/core/callbacks/base";
import { run } from "../runs/run-with.js";
import { BaseCallbackHandler } from "./base-callback-handler.js";
import { callbackHandlerPrefersStreaming } from "./handler-preferences.js";
import { isBaseCallbackHandler } from "./is-base-callback-handler.js";

class Recorder extends BaseCallbackHandler {
  override name = "recorder";
  heard: unknown[] = [];

  override handleChainStart(_chain: unknown, inputs: Record<string, unknown>) {
    this.heard.push(inputs);
  }

  override handleChainEnd = (outputs: Record<string, unknown>) => {
    this.heard.push(outputs);
  };
}

describe("BaseCallbackHandler", () => {
  it("hears what its subclass has methods for, written as methods or as fields", async () => {
    const handler = new Recorder();
    await run({ kind: "chain", name: "chain", start: { inputs: 1 } }, () => 2, { callbacks: [handler] });
    expect(handler.heard).toEqual([{ input: 1 }, { output: 2 }]);
  });

  it("leaves out what its flags ignore", async () => {
    const handler = new Recorder({ ignoreChain: true });
    await run({ kind: "chain", name: "chain", start: { inputs: 1 } }, () => 2, { callbacks: [handler] });
    expect(handler.heard).toEqual([]);
  });

  it("has LangChain's fields, defaults and serialized form", () => {
    class Theirs extends LangChainHandler {
      name = "mine";
    }
    class Mine extends BaseCallbackHandler {
      override name = "mine";
      static override lc_name() {
        return "Theirs";
      }
    }
    const [theirs, mine] = [new Theirs({ raiseError: true }), new Mine({ raiseError: true })];
    const flags = [
      "ignoreLLM",
      "ignoreChain",
      "ignoreAgent",
      "ignoreRetriever",
      "ignoreCustomEvent",
      "raiseError",
      "awaitHandlers",
      "lc_kwargs",
    ] as const;
    for (const flag of flags) expect(mine[flag], flag).toEqual(theirs[flag]);
    expect(JSON.parse(JSON.stringify(mine))).toEqual(JSON.parse(JSON.stringify(theirs)));
    expect(mine.lc_id).toEqual(theirs.lc_id);
  });

  it("copies itself with its flags", () => {
    const handler = new Recorder({ ignoreLLM: true, _awaitHandler: true });
    const copy = handler.copy();
    expect(copy).toBeInstanceOf(Recorder);
    expect(copy).toMatchObject({ ignoreLLM: true, awaitHandlers: true, raiseError: false });
    expect(copy).not.toBe(handler);
  });

  it("is made of methods, with a name of its own", () => {
    const handler = BaseCallbackHandler.fromMethods({ handleText: () => 1, ignoreLLM: true });
    const other = BaseCallbackHandler.fromMethods({});
    expect(handler.name).not.toBe(other.name);
    expect([handler.ignoreLLM, handler.handleText?.("", "")]).toEqual([true, 1]);
  });

  it("is recognised by shape, from any copy of a core", () => {
    expect(isBaseCallbackHandler(new Recorder())).toBe(true);
    expect(isBaseCallbackHandler(LangChainHandler.fromMethods({}))).toBe(true);
    expect([undefined, null, {}, { name: "x" }].map(isBaseCallbackHandler)).toEqual([false, false, false, false]);
  });

  it("says whether it prefers streaming", () => {
    expect(callbackHandlerPrefersStreaming({ lc_prefer_streaming: true, handleText() {} })).toBe(true);
    expect(callbackHandlerPrefersStreaming(new Recorder())).toBe(false);
  });
});
