import { assertType, expectTypeOf, test } from "vitest";
import type { BaseMessage } from "../exports/messages.js";
import type { LLMResult } from "../exports/outputs.js";
import {
  defineHandler,
  type CallbackHandlerMethods,
  type EarshotEvent,
  type EventOf,
  type EventType,
  type Handler,
  type RunStatus,
  type Usage,
} from "../exports/events.js";

test("an event's type narrows it to its payload", () => {
  const read = (event: EarshotEvent): void => {
    expectTypeOf(event.seq).toEqualTypeOf<number>();
    expectTypeOf(event.metadata).toEqualTypeOf<Readonly<Record<string, unknown>>>();
    switch (event.type) {
      case "chat_model.start":
        expectTypeOf(event.messages).toEqualTypeOf<readonly BaseMessage[]>();
        break;
      case "chat_model.delta":
        expectTypeOf(event.text).toEqualTypeOf<string>();
        expectTypeOf(event.chunk).toEqualTypeOf<unknown>();
        break;
      case "chat_model.end":
        expectTypeOf(event.result).toEqualTypeOf<LLMResult>();
        expectTypeOf(event.usage).toEqualTypeOf<Usage>();
        expectTypeOf(event.status).toEqualTypeOf<RunStatus>();
        expectTypeOf(event.error).toEqualTypeOf<unknown>();
        break;
      case "tool.start":
        expectTypeOf(event.input).toEqualTypeOf<string>();
        // @ts-expect-error -- a tool's start has no messages
        void event.messages;
        break;
      default:
        // @ts-expect-error -- what only some events have cannot be read before the type is known
        void event.text;
    }
  };
  expectTypeOf(read).parameters.toEqualTypeOf<[EarshotEvent]>();
});

test("every event has facts of its run, no event is any, and none can be written to", () => {
  expectTypeOf<EarshotEvent>().not.toBeAny();
  expectTypeOf<EarshotEvent["type"]>().toEqualTypeOf<EventType>();
  expectTypeOf<EventOf<"run.custom">["data"]>().toEqualTypeOf<unknown>();
  const change = (event: EarshotEvent): void => {
    // @ts-expect-error -- events are readonly
    event.name = "other";
    // @ts-expect-error -- and so are their tags
    event.tags.push("more");
  };
  expectTypeOf(change).returns.toBeVoid();
});

test("figures of usage are there only if their source knows them", () => {
  const read = (usage: Usage): number => {
    // @ts-expect-error -- unavailable usage has no figures
    void usage.input_tokens;
    return usage.source === "unavailable" ? 0 : usage.input_tokens;
  };
  expectTypeOf(read).returns.toBeNumber();
});

test("defineHandler infers the parameters of `on` and `onEvent`", () => {
  const handler = defineHandler({
    name: "tokens",
    on: {
      "chat_model.delta": (event) => expectTypeOf(event).toEqualTypeOf<EventOf<"chat_model.delta">>(),
      "run.retry": (event) => expectTypeOf(event.attempt).toEqualTypeOf<number>(),
    },
    onEvent: (event) => expectTypeOf(event).toEqualTypeOf<EarshotEvent>(),
  });
  expectTypeOf(handler.name).toEqualTypeOf<string>();
  assertType<Handler>(handler);
});

test("defineHandler refuses what would not work", () => {
  // @ts-expect-error -- there is no such event
  defineHandler({ on: { "chat_model.token": () => undefined } });
  // @ts-expect-error -- there is no such policy
  defineHandler({ policy: "veto", onEvent: () => undefined });
  // @ts-expect-error -- a guard that is not waited for guards nothing
  defineHandler({ policy: "guard", awaitHandlers: false, onEvent: () => undefined });
  defineHandler({ policy: "guard", awaitHandlers: true, onEvent: () => undefined });
  defineHandler({ policy: "observe", awaitHandlers: false, onEvent: () => undefined });
});

test("LangChain-method handlers are declared in the order they are called", () => {
  type ChainStart = Parameters<NonNullable<CallbackHandlerMethods["handleChainStart"]>>;
  expectTypeOf<ChainStart[2]>().toEqualTypeOf<string>();
  expectTypeOf<ChainStart[3]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ChainStart[4]>().toEqualTypeOf<string[] | undefined>();
  expectTypeOf<ChainStart[6]>().toEqualTypeOf<string | undefined>();
  assertType<Handler>({ handleLLMNewToken: (token: string) => token });
  assertType<Handler>({
    name: "mine",
    raiseError: true,
    async handleLLMEnd(output) {
      expectTypeOf(output).toEqualTypeOf<LLMResult>();
      const message = output.generations[0]?.[0]?.message;
      expectTypeOf(message?.text).toEqualTypeOf<string | undefined>();
      expectTypeOf(message?.usage_metadata?.total_tokens).toEqualTypeOf<number | undefined>();
      expectTypeOf(message?.tool_calls?.[0]?.name).toEqualTypeOf<string | undefined>();
    },
  });
  // @ts-expect-error -- a token is a text
  assertType<Handler>({ handleLLMNewToken: (token: number) => token });
});
