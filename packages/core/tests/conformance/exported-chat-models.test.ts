import {
  chatModelConformance,
  type ChatModelSubject,
  type ChatModelWork,
  type ConformanceCase,
  type SubjectWork,
} from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { FakeChatModel as ScriptedChatModel } from "../chains/support/fake-chat-model.js";
import {
  BaseChatModel,
  type BaseChatModelParams,
  SimpleChatModel,
} from "../../src/exports/language_models/chat_models.js";
import { AIMessage, AIMessageChunk } from "../../src/exports/messages.js";
import { ChatGenerationChunk, type ChatResult } from "../../src/exports/outputs.js";
import {
  FakeChatModel,
  FakeListChatModel,
  FakeStreamingChatModel,
  FakeToolCallingModel,
} from "../../src/exports/utils/testing.js";
import { type AnyClass, exportedRunnables } from "../support/exported-classes.js";
import { perform } from "./subjects/subject.js";

const text = "one two three";
const secret = { none: "a fake has no key" };
const noTools = "it answers with texts alone";
const noUsage = "it doesn't count";
const toolCall = { name: "add", args: { left: 1, right: 2 } };
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const { total_tokens: _, ...counted } = usage;
const failure = new Error("no such model");

const workOf = (work: ChatModelWork): SubjectWork => (work === "fail" || work === "hang" ? work : "work");

/** It says what it is asked, and whatever happens, it does. */
class ToldFakeChatModel extends FakeChatModel {
  readonly #work: ChatModelWork;

  constructor(work: ChatModelWork, fields: BaseChatModelParams = {}) {
    super(fields);
    this.#work = work;
  }

  override async _generate(...given: Parameters<FakeChatModel["_generate"]>): Promise<ChatResult> {
    await perform(workOf(this.#work), given[1].signal, undefined);
    return super._generate(...given);
  }
}

class OwnSimpleChatModel extends SimpleChatModel {
  readonly #work: ChatModelWork;

  constructor(work: ChatModelWork, fields: BaseChatModelParams = {}) {
    super(fields);
    this.#work = work;
  }

  override _llmType(): string {
    return "own";
  }

  override _call(_: unknown, { signal }: this["ParsedCallOptions"]): Promise<string> {
    return perform(workOf(this.#work), signal, text);
  }
}

const onePiece = {
  "its answer streams in more than one piece, each with an id": "it answers in one piece",
  "its end tells what there was of an answer that was left": "it answers in one piece",
  "a throw in the loop ends it as cancelled": "it answers in one piece",
};

const scripted: ScriptedChatModel[] = [];
const chunkOf = (part: string) => new ChatGenerationChunk({ text: part, message: new AIMessageChunk(part) });
const cost = new ChatGenerationChunk({ text: "", message: new AIMessageChunk({ content: "", usage_metadata: usage }) });

/** Two of them can't hang: they take their time in place of it. */
const subjects: Record<string, ChatModelSubject> = {
  BaseChatModel: {
    make: (work, fields) => {
      const model = new ScriptedChatModel({
        ...fields,
        chunks: [...["one ", "two ", "three"].map(chunkOf), cost],
        result: { generations: [{ text, message: new AIMessage({ content: text, usage_metadata: usage }) }] },
        ...(work === "fail" && { failsAt: 1 }),
        ...(work === "hang" && { hangsAt: 1 }),
      });
      scripted.push(model);
      return model;
    },
    text,
    toolCall: noTools,
    usage: counted,
    secret,
    provider: {
      asked: () => scripted.reduce((sum, { calls }) => sum + calls.length, 0),
      open: () => scripted.reduce((sum, { open }) => sum + open, 0),
    },
  },
  FakeChatModel: {
    make: (work, fields) => new ToldFakeChatModel(work, fields),
    text: "What do you say?",
    toolCall: noTools,
    usage: noUsage,
    secret,
    provider: "its provider is itself",
    skips: {
      ...onePiece,
      "it is heard: messages, parameters, answer": "told to stop, it answers with what it is to stop at",
    },
  },
  SimpleChatModel: {
    make: (work, fields) => new OwnSimpleChatModel(work, fields),
    text,
    toolCall: noTools,
    usage: noUsage,
    secret,
    provider: "its provider is itself",
    skips: {
      ...onePiece,
      "each chunk is heard once, before its consumer sees it": "a model that doesn't stream says no tokens",
      "a handler that wants to hear tokens does, in an invoke too": "a model that doesn't stream says no tokens",
    },
  },
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

it("every chat model that is exported takes the suite", () => {
  const isChatModel = ([name, each]: [string, AnyClass]) =>
    name === BaseChatModel.name || each.prototype instanceof BaseChatModel;
  const exported = [...exportedRunnables].filter(isChatModel).map(([name]) => name);
  expect(Object.keys(subjects).sort()).toEqual(exported.sort());
});

for (const [name, subject] of Object.entries(subjects)) {
  describe(`${name} is a chat model`, () => {
    it.for<ConformanceCase>(chatModelConformance(subject))("$name", async ({ skip, run }, context) => {
      if (skip !== undefined) context.skip(skip);
      await run();
    });
  });
}
