import * as langchain from "@langchain/core/messages";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AIMessage } from "../messages/ai-message.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { BaseMessage } from "../messages/base-message.js";
import { ChatMessage } from "../messages/chat-message.js";
import { HumanMessage } from "../messages/human-message.js";
import { SystemMessage } from "../messages/system-message.js";
import { ToolMessage } from "../messages/tool-message.js";
import { FakeListChatModel } from "../testing/fake-list-chat-model.js";
import { filterMessages } from "./filter-messages.js";
import { isOfType } from "./is-of-type.js";
import { mergeMessageRuns } from "./merge-message-runs.js";
import { trimMessages, type TrimMessagesFields } from "./trim-messages.js";
import { TrimMessagesError } from "./trim-messages-error.js";

const words = fc.array(fc.constantFrom("a ", "bb ", "c\n", "d"), { maxLength: 6 }).map((parts) => parts.join(""));
const content = fc.oneof(
  words,
  fc.array(
    words.map((text) => ({ type: "text" as const, text })),
    { minLength: 1, maxLength: 3 },
  ),
);
const name = fc.option(fc.constantFrom("ann", "bob"), { nil: undefined });
const id = fc.option(fc.constantFrom("1", "2", "3"), { nil: undefined });
const message = fc
  .record({ kind: fc.constantFrom("human", "ai", "system", "tool"), content, name, id })
  .map(({ kind, ...fields }) => ({
    kind,
    fields: { ...fields, ...(kind === "tool" ? { tool_call_id: "call" } : {}) },
  }));

type Spec = { kind: string; fields: object };
const classesOf = (library: object) => library as Record<string, new (fields: object) => BaseMessage>;
const classNames: Record<string, string> = {
  human: "HumanMessage",
  ai: "AIMessage",
  system: "SystemMessage",
  tool: "ToolMessage",
};
const ours: Record<string, new (fields: never) => BaseMessage> = {
  human: HumanMessage,
  ai: AIMessage,
  system: SystemMessage,
  tool: ToolMessage,
};
const asOurs = (specs: Spec[]) => specs.map(({ kind, fields }) => new ours[kind]!(structuredClone(fields) as never));
const asTheirs = (specs: Spec[]) =>
  specs.map(({ kind, fields }) => new (classesOf(langchain)[classNames[kind]!]!)(structuredClone(fields)));
const seen = (messages: readonly BaseMessage[]) =>
  messages.map((each) => ({ type: each.getType(), content: each.content, name: each.name, id: each.id }));

const countWords = (messages: readonly { content: unknown }[]) =>
  messages.reduce(
    (sum, { content: each }) => sum + 1 + (JSON.stringify(each).match(/[a-d]+(?=[ \\"])/gu)?.length ?? 0),
    0,
  );

describe("filterMessages", () => {
  it("keeps what LangChain's keeps", () => {
    const some = <T>(...values: T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...values)), { nil: undefined });
    const fields = fc.record({
      includeNames: some("ann", "bob"),
      excludeNames: some("ann", "bob"),
      includeTypes: some("human", "ai", "tool"),
      excludeTypes: some("human", "system"),
      includeIds: some("1", "2"),
      excludeIds: some("2", "3"),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fields, (specs, options) => {
        const theirs = langchain.filterMessages(asTheirs(specs) as never, options);
        expect(seen(filterMessages(asOurs(specs), options as never))).toEqual(seen(theirs as never));
      }),
    );
  });

  it("takes classes as well, pieces of messages being instances of theirs", () => {
    const messages = [new HumanMessage("a"), new AIMessageChunk("b"), new AIMessage("c")];
    expect(filterMessages(messages, { includeTypes: [AIMessage] })).toHaveLength(2);
    expect(isOfType(messages[2]!, [AIMessageChunk, "human"])).toBe(false);
  });

  it("is a runnable without messages", async () => {
    const messages = [new HumanMessage("a"), new AIMessage("b")];
    expect(await filterMessages({ excludeTypes: ["ai"] }).invoke(messages)).toEqual([messages[0]]);
  });
});

describe("mergeMessageRuns", () => {
  it("makes what LangChain's makes", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), (specs) => {
        // Of the names LangChain keeps the first message's, be there one or not.
        const nameless = (messages: readonly BaseMessage[]) =>
          seen(messages).map((each) => ({ ...each, name: undefined }));
        const theirs = langchain.mergeMessageRuns(asTheirs(specs) as never);
        expect(nameless(mergeMessageRuns(asOurs(specs)))).toEqual(nameless(theirs as never));
      }),
    );
  });

  it("adds up calls and usage, and edits nothing", () => {
    const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
    const call = (callId: string) => ({ name: "t", args: {}, id: callId, type: "tool_call" as const });
    const first = new AIMessage({ content: "a", tool_calls: [call("1")], usage_metadata: usage, id: "x" });
    const second = new AIMessage({
      content: [{ type: "text", text: "b" }],
      tool_calls: [call("2")],
      usage_metadata: usage,
    });
    const [merged, ...others] = mergeMessageRuns([first, second]) as AIMessage[];
    expect(others).toEqual([]);
    expect(merged).toMatchObject({
      id: "x",
      content: [{ text: "a" }, { text: "b" }],
      usage_metadata: { total_tokens: 6 },
    });
    expect(merged?.tool_calls?.map(({ id: callId }) => callId)).toEqual(["1", "2"]);
    expect(first.content).toBe("a");
    expect(first.tool_calls).toHaveLength(1);
  });

  it("keeps roles apart, and is a runnable without messages", async () => {
    const roles = [new ChatMessage("q", "bob"), new ChatMessage("q", "amy"), new ChatMessage("r", "amy")];
    expect((await mergeMessageRuns().invoke(roles)).map(({ content: each }) => each)).toEqual(["q", "q\nr"]);
  });
});

describe("trimMessages", () => {
  const options = fc.record({
    maxTokens: fc.integer({ min: 0, max: 30 }),
    endOn: fc.option(fc.constantFrom("human", "ai"), { nil: undefined }),
  });

  it("keeps whole messages as LangChain's does", async () => {
    const last = fc.record({
      startOn: fc.option(fc.constantFrom("human", "ai"), { nil: undefined }),
      includeSystem: fc.boolean(),
    });
    const way = fc.oneof(fc.constant({ strategy: "first" as const }), last);
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 8 }), options, way, async (specs, fields, more) => {
        const all = { ...fields, ...more, tokenCounter: countWords } as TrimMessagesFields;
        const theirs = (await langchain.trimMessages(asTheirs(specs) as never, all as never)).filter(Boolean);
        // Where the system message does not fit LangChain answers with a hole, and where nothing else starts as it should it goes, too.
        const kept = seen(await trimMessages(asOurs(specs), all));
        const isAllThatIsKept = kept.length === 1 && kept[0]?.type === "system" && all.includeSystem === true;
        expect(isAllThatIsKept && theirs.length === 0 ? [] : kept).toEqual(seen(theirs as never));
      }),
    );
  });

  it("keeps the part of the next message that fits, from the end that it keeps", async () => {
    const messages = () => [
      new HumanMessage("a b\nc d\ne"),
      new AIMessage([
        { type: "text", text: "f" },
        { type: "text", text: "g h" },
      ]),
    ];
    const textsOf = ({ content: each }: BaseMessage) =>
      typeof each === "string" ? [each] : each.map(({ text }) => `${text}`);
    const count = (list: readonly BaseMessage[]) =>
      list.flatMap(textsOf).join(" ").split(/\s+/u).filter(Boolean).length;
    const kept = async (fields: Partial<TrimMessagesFields>) =>
      (await trimMessages(messages(), { allowPartial: true, tokenCounter: count, maxTokens: 0, ...fields })).map(
        ({ content: each }) => (typeof each === "string" ? each : each.map((block) => block.text)),
      );
    expect(await kept({ strategy: "first", maxTokens: 4 })).toEqual(["a b\nc d\n"]);
    expect(await kept({ strategy: "first", maxTokens: 6 })).toEqual(["a b\nc d\ne", ["f"]]);
    expect(await kept({ maxTokens: 2 })).toEqual([["g h"]]);
    expect(await kept({ maxTokens: 4 })).toEqual(["e", ["f", "g h"]]);
    expect(await kept({ maxTokens: 1, textSplitter: (text) => text.split(/(?<= )/u) })).toEqual([["h"]]);
    expect(await kept({ maxTokens: 0 })).toEqual([]);
  });

  it("leaves the messages as they were, and keeps what else a cut one has", async () => {
    const given = new AIMessageChunk({ content: "a\nb", id: "x", tool_calls: [{ name: "t", args: {}, id: "c" }] });
    const fields = {
      maxTokens: 1,
      tokenCounter: (list: BaseMessage[]) => list[0]!.text.length / 2,
      allowPartial: true,
    };
    const [cut] = (await trimMessages([given], { ...fields, strategy: "first" })) as AIMessageChunk[];
    expect(cut).toMatchObject({ content: "a\n", id: "x" });
    expect(cut).toBeInstanceOf(AIMessageChunk);
    expect(cut?.tool_calls).toHaveLength(1);
    expect(given.content).toBe("a\nb");
  });

  it("counts about as often as the number of messages has binary digits", async () => {
    let counted = 0;
    const messages = Array.from({ length: 1000 }, (_, index) => new HumanMessage(`${index}`));
    const tokenCounter = (list: BaseMessage[]) => ((counted += 1), list.length);
    expect(await trimMessages(messages, { maxTokens: 10, tokenCounter })).toEqual(messages.slice(-10));
    expect(counted).toBeLessThanOrEqual(11);
  });

  it("takes a model that counts, and is a runnable without messages", async () => {
    const model = new FakeListChatModel({ responses: [] });
    const messages = [new HumanMessage("aaaa bbbb"), new AIMessage("cccc")];
    expect(await trimMessages({ maxTokens: 2, tokenCounter: model }).invoke(messages)).toEqual([messages[1]]);
  });

  it.each([
    { strategy: "first", startOn: "human" },
    { strategy: "first", includeSystem: true },
    { strategy: "middle" },
  ])("refuses %o", async (fields) => {
    const all = { maxTokens: 1, tokenCounter: countWords, ...fields } as TrimMessagesFields;
    await expect(trimMessages([], all)).rejects.toThrow(TrimMessagesError);
  });
});
