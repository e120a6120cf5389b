import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { AIMessageChunk } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { Runnable } from "@langchain/core/runnables";
import type { Library } from "../library.js";
import type { Program } from "../program.js";
import { collect } from "./collect.js";

const schema = {
  title: "person",
  description: "Somebody",
  type: "object",
  properties: { name: { type: "string" }, age: { type: "number" } },
};
/** The tool is called as the model calls it. */
const named = { name: "person" };
const person = { name: "Ada", age: 36 };

/** A model that calls the tool it was given; what it was given is told with the handler's start. */
function defineCallingModel({ AIMessageChunk: Chunk, BaseChatModel, ChatGenerationChunk: Generation }: Library) {
  const call = {
    name: "person",
    id: "call 1",
    args: JSON.stringify(person),
    index: 0,
    type: "tool_call_chunk" as const,
  };
  return class CallingModel extends BaseChatModel {
    _llmType(): string {
      return "calling";
    }

    override bindTools(tools: object[], options: object = {}): Runnable<BaseLanguageModelInput, AIMessageChunk> {
      return this.withConfig({ ...options, tools } as object);
    }

    /** LangChain's own structured output wants a chunk, whole answers too. */
    async _generate(): Promise<ChatResult> {
      return { generations: [{ text: "", message: new Chunk({ content: "", tool_call_chunks: [call] }) }] };
    }

    override async *_streamResponseChunks(): AsyncGenerator<ChatGenerationChunk> {
      const message = new Chunk({ content: "", tool_call_chunks: [call] });
      yield new Generation({ text: "", message });
    }
  };
}

/** Tools bound to models, and output in a form. */
export const structuredOutputPrograms: readonly Program[] = [
  {
    name: "structured output: of a whole answer",
    run: ({ library, handler }) =>
      new (defineCallingModel(library))({})
        .withStructuredOutput(schema, named)
        .invoke("who?", { callbacks: [handler] }),
  },
  {
    name: "structured output: streamed",
    run: ({ library, createHandler }) =>
      collect(
        new (defineCallingModel(library))({})
          .withStructuredOutput(schema, named)
          .stream("who?", { callbacks: [createHandler({ without: ["handleLLMNewToken"] })] }),
      ),
  },
  {
    name: "structured output: with the raw message",
    run: async ({ library }) => {
      const model = new (defineCallingModel(library))({}).withStructuredOutput(schema, { ...named, includeRaw: true });
      return (await model.invoke("who?")).parsed;
    },
  },
  {
    name: "structured output: of a model without tools",
    run: ({ models }) => new models.InvokedModel().withStructuredOutput(schema),
  },
  {
    name: "bindTools: tools and other options",
    run: ({ library, handler }) => {
      const tool = { type: "function", function: { name: "person", parameters: schema } };
      const model = new (defineCallingModel(library))({}).bindTools([tool], { stop: ["x"] });
      return model.invoke("who?", { callbacks: [handler], tags: ["tag"] });
    },
  },
];
