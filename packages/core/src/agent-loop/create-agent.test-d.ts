import { expectTypeOf, test } from "vitest";
import { z } from "zod";
import { type AgentMessageChunk, type AgentResult, type AgentUpdate, createAgent } from "../exports/agents.js";
import type { BaseChatModel } from "../exports/language_models/chat_models.js";
import type { BaseMessage } from "../exports/messages.js";
import { type Runnable, RunnableLambda } from "../exports/runnables.js";
import { tool } from "../exports/tools.js";
import type { IterableReadableStream } from "../util/iterable-readable-stream.js";

declare const model: BaseChatModel;
const add = tool(({ a }) => a, { name: "add", schema: z.object({ a: z.number() }) });
const echo = tool((text: string) => text, { name: "echo" });
const double = RunnableLambda.from((n: { n: number }) => n.n).asTool({
  name: "double",
  schema: z.object({ n: z.number() }),
});

test("any tool fits, and a provider's own definition", () => {
  createAgent({ model, tools: [add, echo, double, { type: "web_search_20250305", name: "web_search" }] });
  createAgent({ model: model.withConfig({ tags: ["a"] }), tools: [] });
});

test("the answer's type is inferred from its form", async () => {
  const plain = createAgent({ model });
  expectTypeOf(await plain.invoke("hi")).toEqualTypeOf<{ messages: BaseMessage[]; structuredResponse?: undefined }>();
  const formed = createAgent({ model, responseFormat: z.object({ n: z.number().default(1) }) });
  expectTypeOf((await formed.invoke("hi")).structuredResponse).toEqualTypeOf<{ n: number }>();
  expectTypeOf((await formed.resume({} as never, [])).structuredResponse).toEqualTypeOf<{ n: number }>();
  const described = createAgent({ model, responseFormat: { type: "object", properties: {} } });
  expectTypeOf((await described.invoke("hi")).structuredResponse).toEqualTypeOf<Record<string, unknown>>();
});

test("a stream's chunks follow from its mode", () => {
  const agent = createAgent({ model, responseFormat: z.object({ n: z.number() }) });
  type Chunks<TChunk> = Promise<IterableReadableStream<TChunk>>;
  expectTypeOf(agent.stream("hi")).toEqualTypeOf<Chunks<AgentUpdate<{ n: number }>>>();
  expectTypeOf(agent.stream("hi", { streamMode: "updates" })).toEqualTypeOf<Chunks<AgentUpdate<{ n: number }>>>();
  expectTypeOf(agent.stream("hi", { streamMode: "values" })).toEqualTypeOf<Chunks<AgentResult<{ n: number }>>>();
  expectTypeOf(agent.stream("hi", { streamMode: "messages", tags: ["a"] })).toEqualTypeOf<Chunks<AgentMessageChunk>>();
});

test("it composes as any runnable does", () => {
  const chain = createAgent({ model, responseFormat: z.object({ n: z.number() }) }).pipe(
    ({ structuredResponse }) => structuredResponse.n,
  );
  expectTypeOf(chain.invoke("hi")).toEqualTypeOf<Promise<number>>();
  const wide: Runnable<string, { messages: BaseMessage[] }> = createAgent({ model });
  void wide;
});

test("wrong usage is refused", () => {
  // @ts-expect-error -- a model by its name
  createAgent({ model: "claude" });
  // @ts-expect-error -- no model
  createAgent({ tools: [add] });
  // @ts-expect-error -- a function is no tool
  createAgent({ model, tools: [() => "hi"] });
  // @ts-expect-error -- no such policy
  createAgent({ model, onToolError: "ignore" });
  // @ts-expect-error -- middleware is LangGraph's affair
  createAgent({ model, middleware: [] });
  const agent = createAgent({ model });
  // @ts-expect-error -- no such mode
  void agent.stream("hi", { streamMode: "tokens" });
  // @ts-expect-error -- a decision needs a type that there is
  void agent.resume({} as never, [{ type: "maybe" }]);
  // @ts-expect-error -- an edit needs what it edits to
  void agent.resume({} as never, [{ type: "edit" }]);
  // @ts-expect-error -- no messages
  void agent.invoke({ question: "hi" });
});
