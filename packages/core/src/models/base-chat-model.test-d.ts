import { describe, expectTypeOf, it } from "vitest";
import type { CallbackManagerForLLMRun } from "../exports/callbacks/manager.js";
import { BaseChatModel, type BaseChatModelCallOptions } from "../exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk, type BaseMessage } from "../exports/messages.js";
import { ChatGenerationChunk, type ChatModelStreamEvent, type ChatResult } from "../exports/outputs.js";

interface Options extends BaseChatModelCallOptions {
  temperature?: number;
}

class Model extends BaseChatModel<Options> {
  _llmType(): string {
    return "typed";
  }

  async _generate(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    expectTypeOf(options.temperature).toEqualTypeOf<number | undefined>();
    expectTypeOf(options.stop).toEqualTypeOf<string[] | undefined>();
    expectTypeOf(options.signal).toEqualTypeOf<AbortSignal>();
    // @ts-expect-error: the config is not the provider's affair
    void options.tags;
    // @ts-expect-error: no such option
    void options.temprature;
    await runManager?.handleLLMNewToken("a");
    return { generations: [{ text: "", message: messages[0] as AIMessage }] };
  }

  override async *_streamResponseChunks(
    _: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    expectTypeOf(options.temperature).toEqualTypeOf<number | undefined>();
    yield new ChatGenerationChunk({ text: "", message: new AIMessageChunk("") });
  }

  override invocationParams(options?: this["ParsedCallOptions"]): { temperature: number | undefined } {
    return { temperature: options?.temperature };
  }
}

const model = new Model({ tags: ["t"], disableStreaming: "tool_calling" });

describe("a model of one's own", () => {
  it("takes its own options in a call and in withConfig, typed", () => {
    void model.invoke("hi", { temperature: 1, stop: ["x"], tags: ["t"] });
    expectTypeOf(
      model.withConfig({ temperature: 1 }).invoke("hi", { temperature: 2 }),
    ).resolves.toEqualTypeOf<AIMessageChunk>();
    // @ts-expect-error: a temperature is a number
    void model.invoke("hi", { temperature: "hot" });
    // @ts-expect-error: misspelt
    void model.invoke("hi", { temprature: 1 });
    // @ts-expect-error: misspelt
    model.withConfig({ temprature: 1 });
  });

  it("is asked with a text, with messages in any form, or with a prompt's value", () => {
    void model.invoke([["human", "hi"], { role: "user", content: "hi" }, new AIMessage("hi")]);
    // @ts-expect-error: a number is no question
    void model.invoke(7);
    // @ts-expect-error: nor is a single message
    void model.invoke(new AIMessage("hi"));
  });

  it("refuses fields that it has not", () => {
    // @ts-expect-error: misspelt
    new Model({ disableStreamin: true });
  });

  it("may say what kind of message it answers with", () => {
    abstract class Whole extends BaseChatModel<BaseChatModelCallOptions, AIMessage> {}
    expectTypeOf<Whole["invoke"]>().returns.resolves.toEqualTypeOf<AIMessage>();
  });
});

describe("stream events", () => {
  it("are told apart by their name", () => {
    const read = (event: ChatModelStreamEvent) => {
      if (event.event === "content-block-delta" && event.delta.type === "text-delta")
        expectTypeOf(event.delta.text).toEqualTypeOf<string>();
      if (event.event === "message-finish")
        expectTypeOf(event.reason).toEqualTypeOf<"stop" | "length" | "tool_use" | "content_filter">();
    };
    void model.invoke("hi", {
      callbacks: [{ lc_prefer_chat_model_stream_events: true, handleChatModelStreamEvent: read }],
    });
  });
});
