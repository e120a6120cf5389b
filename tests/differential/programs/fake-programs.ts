import type { Program } from "../program.js";
import { collect } from "./collect.js";

/** The fakes of `utils/testing`, in place of the models they stand for. */
export const fakePrograms: readonly Program[] = [
  {
    name: "fake: FakeLLM",
    run: ({ library, handler }) => new library.FakeLLM({ response: "yes" }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "fake: FakeLLM that fails",
    run: ({ library, handler }) =>
      new library.FakeLLM({ thrownErrorString: "bad" }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "fake: FakeStreamingLLM",
    run: ({ library, createHandler }) => {
      const handler = createHandler({ without: ["handleLLMNewToken"] }); // LangChain's fake says them without their chunks
      return collect(
        new library.FakeStreamingLLM({ responses: ["ab"], sleep: 0 }).stream("hi", { callbacks: [handler] }),
      );
    },
  },
  {
    name: "fake: FakeChatModel",
    run: ({ library, handler }) =>
      new library.FakeChatModel({}).invoke([new library.SystemMessage("a"), new library.HumanMessage("b")], {
        callbacks: [handler],
      }),
  },
  {
    name: "fake: FakeChatModel with stop",
    run: ({ library, handler }) => new library.FakeChatModel({}).invoke("hi", { callbacks: [handler], stop: ["x"] }),
  },
  {
    name: "fake: FakeListChatModel, three times",
    run: async ({ library, handler }) => {
      const model = new library.FakeListChatModel({ responses: ["ab", "cd"] });
      const texts: string[] = [];
      for (let turn = 0; turn < 3; turn += 1) texts.push((await model.invoke("hi", { callbacks: [handler] })).text);
      return texts;
    },
  },
  {
    name: "fake: FakeListChatModel, streamed",
    run: ({ library, createHandler }) =>
      collect(
        new library.FakeListChatModel({ responses: ["ab"], generationInfo: { finish_reason: "stop" } }).stream("hi", {
          callbacks: [createHandler({ without: ["handleLLMNewToken"] })],
        }),
      ),
  },
  {
    name: "fake: FakeListChatModel with a custom event",
    run: ({ library, handler }) =>
      new library.FakeListChatModel({ responses: ["ab"], emitCustomEvent: true }).invoke("hi", {
        callbacks: [handler],
      }),
  },
  {
    name: "fake: FakeListChatModel that fails",
    run: ({ library, handler }) =>
      new library.FakeListChatModel({ responses: ["ab"] }).invoke("hi", {
        callbacks: [handler],
        thrownErrorString: "bad",
      }),
  },
  {
    name: "fake: FakeStreamingChatModel",
    run: ({ library, handler }) =>
      collect(
        new library.FakeStreamingChatModel({ responses: [new library.AIMessage("ab")], sleep: 0 }).stream("hi", {
          callbacks: [handler],
        }),
      ),
  },
  {
    name: "fake: FakeStreamingChatModel with chunks",
    run: ({ library, handler }) =>
      collect(
        new library.FakeStreamingChatModel({ chunks: [new library.AIMessageChunk("ab")], sleep: 0 }).stream("hi", {
          callbacks: [handler],
        }),
      ),
  },
  {
    name: "fake: FakeRunnable",
    run: ({ library, handler }) => new library.FakeRunnable({}).invoke("hi", { callbacks: [handler] }),
  },
];
