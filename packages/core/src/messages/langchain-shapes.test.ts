import { inspect } from "node:util";
import * as langchain from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import * as earshot from "../exports/messages.js";

/** Both packages, seen through the names they share. */
type Library = typeof earshot;
const libraries = [earshot, langchain as unknown as Library] as const;

const usage = { input_tokens: 5, output_tokens: 1, total_tokens: 6, input_token_details: { cache_read: 2 } };
const samples: Record<string, (library: Library) => earshot.BaseMessage> = {
  human: (m) => new m.HumanMessage("What is 1 + 2?"),
  "named human": (m) => new m.HumanMessage({ content: "hi", id: "1", name: "bob" }),
  system: (m) => new m.SystemMessage([{ type: "text", text: "a" }]),
  ai: (m) => new m.AIMessage("x"),
  "ai with calls": (m) =>
    new m.AIMessage({ content: "", tool_calls: [{ name: "f", args: { a: 1 }, id: "1" }], usage_metadata: usage }),
  "ai chunk": (m) => new m.AIMessageChunk("x"),
  "ai chunk with a call": (m) =>
    new m.AIMessageChunk({ content: [], tool_call_chunks: [{ index: 0, id: "a", name: "f", args: '{"a":' }] }),
  tool: (m) => new m.ToolMessage({ content: "x", tool_call_id: "c", status: "error", artifact: { a: 1 } }),
  "positional tool": (m) => new m.ToolMessage("x", "c", "n"),
  chat: (m) => new m.ChatMessage("x", "r"),
  "chat chunk": (m) => new m.ChatMessageChunk({ content: "x", role: "r" }),
};
const classes = [
  "BaseMessage",
  "BaseMessageChunk",
  "AIMessage",
  "AIMessageChunk",
  "HumanMessage",
  "SystemMessage",
  "ToolMessage",
  "ChatMessage",
] as const;

function both<T>(read: (library: Library) => T): readonly [T, T] {
  return [read(libraries[0]), read(libraries[1])];
}

function json(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe.each(Object.entries(samples))("%s", (_, make) => {
  it("prints as in LangChain", () => {
    const [ours, theirs] = both((m) => inspect([[make(m)]]));
    expect(ours).toBe(theirs);
  });

  it("is serialized as in LangChain", () => {
    for (const read of [
      json,
      (m: earshot.BaseMessage) => json(m.toDict()),
      (m: earshot.BaseMessage) => json({ ...m.lc_kwargs }),
    ]) {
      const [ours, theirs] = both((m) => read(make(m)));
      expect(ours).toEqual(theirs);
    }
  });

  it("answers the same questions", () => {
    const [ours, theirs] = both((m) => {
      const message = make(m) as earshot.AIMessageChunk;
      const {
        lc_id,
        lc_namespace,
        lc_serializable,
        tool_calls,
        invalid_tool_calls,
        tool_call_chunks,
        contentBlocks,
        text,
        type,
      } = message;
      return [
        lc_id,
        lc_namespace,
        lc_serializable,
        tool_calls,
        invalid_tool_calls,
        tool_call_chunks,
        contentBlocks,
        text,
        type,
        message._getType(),
        String(message),
      ];
    });
    expect(ours).toEqual(theirs);
  });

  it.each(classes)("is an instance of %s where LangChain's is, across both packages", (name) => {
    const [ours, theirs] = both((m) => make(m) instanceof m[name]);
    expect(ours).toBe(theirs);
    expect(make(libraries[1]) instanceof earshot[name]).toBe(theirs);
    if (!name.endsWith("Chunk")) expect(make(earshot) instanceof libraries[1][name]).toBe(theirs); // theirs go by prototype
  });
});

const likes: earshot.BaseMessageLike[] = [
  "hi",
  ["human", "a"],
  ["assistant", "a"],
  ["system", "a"],
  ["user", [{ type: "text" }]],
  { role: "user", content: "a" },
  {
    role: "assistant",
    content: "",
    tool_calls: [{ id: "1", type: "function", function: { name: "f", arguments: "{}" } }],
  },
  { role: "developer", content: "x" },
  { type: "human", content: "x" },
  { role: "tool", content: "x", tool_call_id: "1" },
  { lc: 1, type: "constructor", id: ["langchain_core", "messages", "AIMessage"], kwargs: { content: "q" } },
];

it.each(likes.map((like) => [JSON.stringify(like), like] as const))("coerces %s as LangChain does", (_, like) => {
  const [ours, theirs] = both((m) => json(m.coerceMessageLikeToMessage(structuredClone(like))));
  expect(ours).toEqual(theirs);
});

it("writes a conversation down as LangChain does", () => {
  const [ours, theirs] = both((m) => {
    const picture = new m.HumanMessage({
      content: [
        { type: "image_url", image_url: "x" },
        { type: "text", text: "y" },
      ],
      name: "bob",
    });
    return m.getBufferString([...Object.values(samples).map((make) => make(m)), picture]);
  });
  expect(ours).toBe(theirs);
});

const cutArguments = [
  '{"a":1}',
  '{"a": "b',
  '{"a": [1, 2',
  '{"a": {"b": tr',
  '{"a',
  '{"a":',
  "",
  "[",
  '{"a":1.',
  '{"x": "a\\"b", "y": nul',
  "{'a'}",
  '{"a":1}x',
  '{"a":1,',
  '{"a":"line\nbr',
];

it.each(cutArguments)("reads the arguments %j as LangChain does", (args) => {
  const [ours, theirs] = both((m) => m.collapseToolCallChunks([{ index: 0, id: "i", name: "f", args }]).tool_calls);
  expect(ours).toEqual(theirs);
});
