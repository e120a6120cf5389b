import type { ChatAnthropicFields } from "@earshot/anthropic";
import { createAgent } from "@earshot/core/agents";
import type { Handler } from "@earshot/core/events";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { type AIMessageChunk, type BaseMessage, HumanMessage } from "@earshot/core/messages";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { RunnableLambda, RunnableMap } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import type { AnthropicServerOptions } from "@earshot/testing";
import { z } from "zod";
import { readAll } from "../../packages/testing/tests/support/read-all.js";

/** What a program does with whichever model it is given, heard by these callbacks. */
type Program = (model: BaseChatModel, config: { readonly callbacks: Handler[] }) => Promise<unknown>;

const add = tool(({ a, b }) => `${a + b}`, {
  name: "add",
  description: "Adds.",
  schema: z.object({ a: z.number(), b: z.number() }),
});
const person = z.object({ name: z.string(), age: z.number() });

const cached = { input_tokens: 3, output_tokens: 7, cache_read_input_tokens: 100, cache_creation_input_tokens: 20 };

/** A program, and what the server answers it. */
export interface ReplayedProgram {
  readonly reply: AnthropicServerOptions["reply"];
  readonly fields?: ChatAnthropicFields;
  readonly program: Program;
  /** True where runs go on side by side, so that the order of events is not always the same. */
  readonly isParallel?: boolean;
}

/** Every way in which a call of a model goes. */
export const replayedPrograms: Readonly<Record<string, ReplayedProgram>> = {
  "a chain that streams": {
    reply: { content: "The sum of 1 and 2 is 3.", usage: cached },
    program: async (model, config) =>
      readAll(
        await ChatPromptTemplate.fromTemplate("{a} + {b}?")
          .pipe(model)
          .pipe(new StringOutputParser())
          .stream({ a: 1, b: 2 }, config),
      ),
  },
  "a whole answer, of a model with settings of its own": {
    reply: { content: "Yes.", usage: cached },
    fields: {
      temperature: 0.5,
      maxTokens: 77,
      tags: ["mine"],
      metadata: { team: "sums" },
      stopSequences: ["END"],
      clientOptions: { defaultHeaders: { "x-tenant": "s3cret" } },
    },
    program: (model, config) =>
      model.invoke([new HumanMessage("Really?")], { ...config, stop: ["STOP"], tags: ["called"] }),
  },
  thinking: {
    reply: {
      content: [
        { type: "thinking", deltas: ["Let me ", "see."], signature: "signed" },
        { type: "text", deltas: ["It is ", "3."] },
      ],
    },
    fields: { thinking: { type: "enabled", budget_tokens: 1024 }, maxTokens: 2000 },
    program: async (model, config) => readAll(await model.stream("1 + 2?", config)),
  },
  "a loop with a tool": {
    reply: [
      {
        content: [
          { type: "text", deltas: ["Let me add."] },
          { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 2 } },
        ],
      },
      { content: "It is 3." },
    ],
    program: async (model, config) => {
      const bound = model.bindTools?.([add], {}) as unknown as BaseChatModel;
      const messages: BaseMessage[] = [new HumanMessage("1 + 2?")];
      const loop = RunnableLambda.from(async (_: string, inner) => {
        let whole: AIMessageChunk | undefined;
        for await (const chunk of await bound.stream(messages, inner)) whole = whole?.concat(chunk) ?? chunk;
        messages.push(whole as AIMessageChunk);
        for (const call of whole?.tool_calls ?? []) messages.push((await add.invoke(call, inner)) as BaseMessage);
        return (await bound.invoke(messages, inner)).text;
      });
      return loop.invoke("go", config);
    },
  },
  "an agent that calls two tools at once, and answers in a form": {
    reply: [
      {
        content: [
          { type: "tool_use", id: "toolu_1", name: "add", input: { a: 1, b: 2 } },
          { type: "tool_use", id: "toolu_2", name: "add", input: { a: 3, b: 4 } },
        ],
      },
      { content: "It is 3 and 7." },
      { content: [{ type: "tool_use", id: "toolu_3", name: "extract", input: { name: "Ada", age: 36 } }] },
    ],
    isParallel: true,
    program: async (model, config) => {
      const agent = createAgent({ model, tools: [add], systemPrompt: "Add.", responseFormat: person } as never);
      return agent.invoke({ messages: [["human", "1 + 2, 3 + 4?"]] } as never, config);
    },
  },
  "structured output by a tool": {
    reply: { content: [{ type: "tool_use", id: "toolu_1", name: "extract", input: { name: "Ada", age: 36 } }] },
    program: (model, config) => model.withStructuredOutput(person).invoke("Who?", config),
  },
  "structured output by a schema, streamed": {
    reply: { content: '{"name":"Ada","age":36}' },
    program: async (model, config) =>
      readAll(await model.withStructuredOutput(person, { method: "jsonSchema" }).stream("Who?", config)),
  },
  "retries and then an answer": {
    reply: [
      { status: 529, headers: { "retry-after-ms": "3" } },
      { status: 500, headers: { "retry-after-ms": "3" } },
      { content: "At last." },
    ],
    fields: { maxRetries: 3 },
    program: (model, config) => model.invoke("Hello?", config),
  },
  "a request that is refused": {
    reply: { status: 429, message: "slow down", headers: { "retry-after": "7" } },
    fields: { maxRetries: 0 },
    program: (model, config) => model.invoke("Hello?", config),
  },
  "a stream that fails in the middle": {
    reply: { content: "One two three four.", errorEvent: { atEvent: 4, type: "overloaded_error", message: "busy" } },
    program: async (model, config) => readAll(await model.stream("Count", config)),
  },
  "a consumer that leaves": {
    reply: { content: "One two three four five.", eventDelayMs: 2 },
    program: async (model, config) => {
      let chunks = 0;
      for await (const _ of await model.pipe(new StringOutputParser()).stream("Count", config))
        if (++chunks === 3) break;
      return chunks;
    },
  },
  "a call that takes too long": {
    reply: { content: "One two.", latencyMs: 5_000 },
    program: (model, config) => model.invoke("Count", { ...config, timeout: 60 }),
  },
  "a batch": {
    reply: ({ body }) => ({ content: `You said ${JSON.stringify(body).length}.` }),
    isParallel: true,
    program: (model, config) => model.batch(["a", "bb", "ccc"], config),
  },
  "two answers side by side": {
    reply: { content: "Side by side.", eventDelayMs: 1 },
    isParallel: true,
    program: async (model, config) => {
      const said = { left: "", right: "" };
      const both = RunnableMap.from({
        left: ChatPromptTemplate.fromTemplate("{x}?").pipe(model.withConfig({ tags: ["l"] })),
        right: ChatPromptTemplate.fromTemplate("{x}!").pipe(model),
      });
      for await (const { left, right } of await both.stream({ x: "y" }, config)) {
        said.left += left?.text ?? "";
        said.right += right?.text ?? "";
      }
      return said;
    },
  },
  "an invoke that a handler makes a stream": {
    reply: { content: "Said piece by piece." },
    program: (model, config) =>
      model.invoke("Say", {
        callbacks: [...config.callbacks, { name: "prefers", lc_prefer_streaming: true } as Handler],
      }),
  },
};
