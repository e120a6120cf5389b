import { chatModelConformance, type ChatModelSubject } from "@earshot/testing";
import { describe, it } from "vitest";
import { FakeChatModel as ScriptedChatModel } from "../../tests/chains/support/fake-chat-model.js";
import { AIMessage, AIMessageChunk } from "../exports/messages.js";
import { ChatGenerationChunk } from "../exports/outputs.js";
import { FakeListChatModel, FakeStreamingChatModel, FakeToolCallingModel } from "../exports/utils/testing.js";

const text = "one two three";
const secret = { none: "a fake has no key" };
const noTools = "it answers with texts alone";
const noUsage = "it doesn't count";
const toolCall = { name: "add", args: { left: 1, right: 2 } };
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const { total_tokens: _, ...counted } = usage;
const failure = new Error("no such model");

/** Two of them can't hang: they take their time in place of it. */
const subjects: Record<string, ChatModelSubject> = {
  FakeToolCallingModel: {
    make: (work, fields) =>
      new FakeToolCallingModel({
        ...fields,
        usage,
        ...(work === "call a tool" ? { toolCalls: [[toolCall], [toolCall]] } : { text }),
        ...(work === "fail" && { error: failure }),
        ...(work === "hang" && { hangsAfter: 1 }),
      }),
    text,
    toolCall,
    usage: counted,
    secret,
    provider: "its provider is itself",
  },
  FakeListChatModel: {
    make: (work, fields) => {
      const model = new FakeListChatModel({ ...fields, responses: [text], ...(work === "hang" && { sleep: 60 }) });
      return work === "fail" ? (model.withConfig({ thrownErrorString: "bad" }) as never) : model;
    },
    text,
    toolCall: noTools,
    usage: noUsage,
    secret,
    provider: "its provider is itself",
  },
  FakeStreamingChatModel: {
    make: (work, fields) =>
      new FakeStreamingChatModel({
        ...fields,
        responses: [new AIMessage(text)],
        sleep: work === "hang" ? 20 : 0,
        ...(work === "fail" && { thrownErrorString: "bad" }),
      }),
    text,
    toolCall: noTools,
    usage: noUsage,
    secret,
    provider: "its provider is itself",
    skips: {
      "an abort ends it at once, in its work": "it answers a whole answer at once",
      "a timeout ends it": "it answers a whole answer at once",
    },
  },
};

for (const [name, subject] of Object.entries(subjects)) {
  describe(`${name} is a chat model`, () => {
    it.for(chatModelConformance(subject))("$name", async ({ skip, run }, context) => {
      if (skip !== undefined) context.skip(skip);
      await run();
    });
  });
}

describe("a model of one's own is a chat model", () => {
  const models: ScriptedChatModel[] = [];
  const cost = new ChatGenerationChunk({
    text: "",
    message: new AIMessageChunk({ content: "", usage_metadata: usage }),
  });
  const cases = chatModelConformance({
    make: (work, fields) => {
      const chunks = [new AIMessageChunk("one "), new AIMessageChunk("two "), new AIMessageChunk("three")];
      const model = new ScriptedChatModel({
        ...fields,
        chunks: [...chunks.map((message) => new ChatGenerationChunk({ text: message.text, message })), cost],
        result: { generations: [{ text, message: new AIMessage({ content: text, usage_metadata: usage }) }] },
        ...(work === "fail" && { failsAt: 1 }),
        ...(work === "hang" && { hangsAt: 1 }),
      });
      models.push(model);
      return model;
    },
    text,
    toolCall: noTools,
    usage: counted,
    secret,
    provider: {
      asked: () => models.reduce((sum, { calls }) => sum + calls.length, 0),
      open: () => models.reduce((sum, { open }) => sum + open, 0),
    },
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
