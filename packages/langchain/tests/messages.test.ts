import * as earshot from "@earshot/core/messages";
import * as langChain from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { toEarshotMessage, toLangChainMessage } from "../src/index.js";

const call = { name: "add", args: { a: 1 }, id: "call_1", type: "tool_call" as const };
const usage_metadata = { input_tokens: 1, output_tokens: 2, total_tokens: 3, input_token_details: { cache_read: 1 } };
const told = {
  id: "m1",
  name: "Ada",
  additional_kwargs: { refusal: null },
  response_metadata: { model: "x", finish: "stop" },
};
const blocks = [
  { type: "text", text: "hey", cache_control: { type: "ephemeral" } },
  { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } },
  { type: "thinking", thinking: "hm", signature: "s" },
];
const invalid = { name: "add", args: "{", id: "call_2", error: "no JSON", type: "invalid_tool_call" as const };
const piece = { index: 0, id: "call_1", name: "add", args: '{"a":', type: "tool_call_chunk" as const };

const samples: Readonly<Record<string, langChain.BaseMessage>> = {
  text: new langChain.HumanMessage({ ...told, content: "hey" }),
  blocks: new langChain.HumanMessage({ content: blocks as never }),
  system: new langChain.SystemMessage("be kind"),
  answer: new langChain.AIMessage({ ...told, content: blocks as never, tool_calls: [call], usage_metadata }),
  "an answer with an invalid call": new langChain.AIMessage({ content: "", invalid_tool_calls: [invalid] }),
  "a standard answer": new langChain.AIMessage({ content: "hey", response_metadata: { output_version: "v1" } }),
  "a piece": new langChain.AIMessageChunk({ ...told, content: "he", tool_call_chunks: [piece], usage_metadata }),
  "a piece with whole calls": new langChain.AIMessageChunk({ content: "", tool_calls: [call] }),
  "a tool's": new langChain.ToolMessage({
    content: "3",
    tool_call_id: "call_1",
    artifact: { big: true },
    status: "error",
  }),
  "of another role": new langChain.ChatMessage({ content: "x", role: "critic" }),
  "one that removes": new langChain.RemoveMessage({ id: "m1" }),
};

const facts = ["content", "id", "name", "additional_kwargs", "response_metadata", "tool_calls", "invalid_tool_calls"];
const more = ["tool_call_chunks", "usage_metadata", "tool_call_id", "artifact", "status", "role"];
const factsOf = (message: object) =>
  Object.fromEntries([...facts, ...more].map((key) => [key, (message as Readonly<Record<string, unknown>>)[key]]));

describe.each(Object.entries(samples))("a message, %s", (_name, message) => {
  it("is Earshot's, and LangChain's again, with nothing lost", () => {
    const own = toEarshotMessage(message);
    const Class = earshot[message.constructor.name as "AIMessage"];
    expect(own.constructor).toBe(Class);
    expect(factsOf(own)).toEqual(factsOf(message));
    const back = toLangChainMessage(own);
    expect(back.constructor).toBe(message.constructor);
    expect(factsOf(back)).toEqual(factsOf(message));
    expect(back.toDict()).toEqual(message.toDict());
  });

  it("stays the same where it is already", () => {
    expect(toLangChainMessage(message)).toBe(message);
    const own = toEarshotMessage(message);
    expect(toEarshotMessage(own)).toBe(own);
  });
});

it("a message of a kind that Earshot doesn't have stays what it is", () => {
  const message = new langChain.FunctionMessage({ content: "x", name: "f" });
  expect(toEarshotMessage(message)).toBe(message);
});
