import { type RunnableSubject, subjectError, type SubjectWork } from "@earshot/testing";
import { BaseChatModel, SimpleChatModel } from "../../../src/exports/language_models/chat_models.js";
import { BaseLLM, LLM } from "../../../src/exports/language_models/llms.js";
import type { BaseLanguageModelInput } from "../../../src/exports/language_models/base.js";
import { AIMessage, AIMessageChunk, HumanMessage } from "../../../src/exports/messages.js";
import type { ChatResult, LLMResult } from "../../../src/exports/outputs.js";
import type { Runnable } from "../../../src/exports/runnables.js";
import {
  FakeChatModel,
  FakeLLM,
  FakeListChatModel,
  FakeStreamingChatModel,
  FakeStreamingLLM,
  FakeToolCallingModel,
} from "../../../src/exports/utils/testing.js";
import { type AnySubject, atOnce, perform, subject, type Subjects, unreadable } from "./subject.js";

interface Called {
  readonly signal?: AbortSignal;
}

const ownChatModel = (work: SubjectWork) =>
  new (class Own extends BaseChatModel {
    override _llmType(): string {
      return "own";
    }

    override async _generate(_: unknown, { signal }: this["ParsedCallOptions"]): Promise<ChatResult> {
      const text = await perform(work, signal, "HEAR");
      return { generations: [{ text, message: new AIMessage(text) }] };
    }
  })({});

const ownSimpleChatModel = (work: SubjectWork) =>
  new (class Own extends SimpleChatModel {
    override _llmType(): string {
      return "own";
    }

    override _call = (_: unknown, { signal }: Called): Promise<string> => perform(work, signal, "HEAR");
  })({});

const ownBaseLLM = (work: SubjectWork) =>
  new (class Own extends BaseLLM {
    override _llmType(): string {
      return "own";
    }

    override async _generate(prompts: string[], { signal }: Called): Promise<LLMResult> {
      const text = await perform(work, signal, "HEAR");
      return { generations: prompts.map(() => [{ text }]) };
    }
  })({});

const ownLLM = (work: SubjectWork) =>
  new (class Own extends LLM {
    override _llmType(): string {
      return "own";
    }

    override _call = (_: string, { signal }: Called): Promise<string> => perform(work, signal, "HEAR");
  })({});

type ChatModelMade = Runnable<BaseLanguageModelInput, AIMessageChunk>;
const wasTold = (error: unknown): boolean => (error as Error).message === subjectError.message;
const bad = { thrownErrorString: subjectError.message };

/** Of an answer the text counts; an error that a fake makes of a message is known by it. */
function chatting(
  make: (work: SubjectWork) => unknown,
  more: Partial<RunnableSubject<BaseLanguageModelInput, AIMessageChunk>> = {},
): AnySubject {
  return subject<BaseLanguageModelInput, AIMessageChunk>({
    make: make as (work: SubjectWork) => ChatModelMade,
    input: "HEAR",
    output: new AIMessageChunk("HEAR"),
    combine: ([first, ...rest]) => rest.reduce((left, right) => left.concat(right), first as AIMessageChunk),
    essenceOf: (answer) => answer.text,
    isFailure: wasTold,
    ...more,
  });
}

const words = { input: "HEAR" as BaseLanguageModelInput, output: "HEAR", isFailure: wasTold };
const noAnswerToInterrupt = {
  "an abort ends it at once, in its work": "it answers a whole answer at once",
  "a timeout ends it": "it answers a whole answer at once",
};
const unreadableMessages = [unreadable(new HumanMessage(""), "text")];

export const modelSubjects: Subjects = {
  BaseChatModel: chatting(ownChatModel),
  SimpleChatModel: chatting(ownSimpleChatModel),
  FakeChatModel: chatting(() => new FakeChatModel({}), { failingInput: unreadableMessages, skips: atOnce }),
  FakeListChatModel: chatting((work) => {
    const model = new FakeListChatModel({ responses: ["HEAR"], ...(work === "hang" && { sleep: 60_000 }) });
    return work === "fail" ? model.withConfig(bad) : model;
  }),
  FakeStreamingChatModel: chatting(
    (work) => new FakeStreamingChatModel({ sleep: work === "hang" ? 60_000 : 0, ...(work === "fail" && bad) }),
    { skips: noAnswerToInterrupt },
  ),
  FakeToolCallingModel: chatting(
    (work) =>
      new FakeToolCallingModel({
        text: "HEAR",
        ...(work === "fail" && { error: subjectError }),
        ...(work === "hang" && { hangsAfter: 0 }),
      }),
  ),
  BaseLLM: subject({ ...words, make: ownBaseLLM }),
  LLM: subject({ ...words, make: ownLLM }),
  FakeLLM: subject({ ...words, make: (work) => new FakeLLM(work === "fail" ? bad : {}), skips: atOnce }),
  FakeStreamingLLM: subject({
    ...words,
    make: (work) => new FakeStreamingLLM({ sleep: work === "hang" ? 60_000 : 0, ...(work === "fail" && bad) }),
    skips: noAnswerToInterrupt,
  }),
};
