import { expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { BaseMessage } from "../messages/base-message.js";
import { FakeToolCallingModel } from "../testing/fake-tool-calling-model.js";
import { tool } from "../tools/tool.js";
import { createAgent } from "./create-agent.js";

const model = new FakeToolCallingModel();
const add = tool(({ a }) => a + 1, { name: "add", description: "Adds.", schema: z.object({ a: z.number() }) });

it("has a structured response where a form is asked for, and typed by it", async () => {
  const agent = createAgent({ model, tools: [add], responseFormat: z.object({ city: z.string() }) });
  expectTypeOf((await agent.invoke("hi")).structuredResponse).toEqualTypeOf<{ city: string }>();
  const byJson = createAgent({ model, responseFormat: { type: "object" } });
  expectTypeOf((await byJson.invoke("hi")).structuredResponse).toEqualTypeOf<Record<string, unknown>>();
  const without = await createAgent({ model, tools: [add] }).invoke("hi");
  expectTypeOf(without).toEqualTypeOf<{ messages: BaseMessage[] }>();
  // @ts-expect-error -- no form, no response
  void without.structuredResponse;
});

it("streams what its mode says", async () => {
  const agent = createAgent({ model });
  for await (const chunk of await agent.stream("hi")) expectTypeOf(chunk.messages).toEqualTypeOf<BaseMessage[]>();
  for await (const [message, { node }] of await agent.stream("hi", { streamMode: "messages" })) {
    expectTypeOf(message).toEqualTypeOf<BaseMessage>();
    expectTypeOf(node).toEqualTypeOf<"model" | "tools">();
  }
  // @ts-expect-error -- there is no such mode
  void agent.stream("hi", { streamMode: "tokens" });
});

it("takes what can be an agent's part", () => {
  createAgent({ model: model.bindTools([add]), tools: [add] });
  // @ts-expect-error -- a model is needed
  void (() => createAgent({ tools: [add] }));
  // @ts-expect-error -- a function is no tool
  void (() => createAgent({ model, tools: [() => 1] }));
  // @ts-expect-error -- no decision
  void createAgent({ model }).invoke({ interrupt: {} as never, decisions: [{ type: "maybe" }] });
});
