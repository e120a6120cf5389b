import type { CallbackHandlerMethods } from "@langchain/core/callbacks/base";
import { expectTypeOf, test } from "vitest";
import type { EarshotCallbacks } from "./earshot-callbacks.js";

// LangChain declares another order for `handleChainStart` than it calls, so the names alone can be compared.
test("every method of LangChain's handlers is there, but for stream events, which are said of the deltas", () => {
  type Missing = Exclude<keyof CallbackHandlerMethods, keyof EarshotCallbacks>;
  expectTypeOf<Missing>().toEqualTypeOf<"handleChatModelStreamEvent">();
});
