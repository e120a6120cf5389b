import type { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import type { BaseMessage } from "@langchain/core/messages";
import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const session = { configurable: { sessionId: "1" } };

async function contents(history: InMemoryChatMessageHistory): Promise<unknown> {
  return (await history.getMessages()).map((message) => [message.getType(), message.content]);
}

/** Answers with the number of messages it was given, and remembers them from the second call on. */
function counting(stage: Stage, answer: (messages: BaseMessage[]) => unknown = ({ length }) => `${length} messages`) {
  const history = new stage.library.InMemoryChatMessageHistory();
  const runnable = stage.library.RunnableLambda.from(answer);
  return { history, runnable: runnable as never, getMessageHistory: () => history };
}

/** A model that finds the conversation among the variables of its prompt. */
function chatting(stage: Stage) {
  const history = new stage.library.InMemoryChatMessageHistory();
  const runnable = stage.library.RunnableSequence.from([
    stage.library.RunnableLambda.from((input: { question: string; history: BaseMessage[] }) => [
      ...input.history,
      new stage.library.HumanMessage(input.question),
    ]),
    new stage.models.StreamingModel(),
  ]);
  const remembering = new stage.library.RunnableWithMessageHistory<{ question: string }, unknown>({
    runnable: runnable as never,
    getMessageHistory: () => history,
    inputMessagesKey: "question",
    historyMessagesKey: "history",
  });
  return { history, remembering };
}

/** `RunnableWithMessageHistory`, and the history itself. */
export const historyPrograms: readonly Program[] = [
  {
    name: "history: in memory",
    run: async ({ library }) => {
      const history = new library.InMemoryChatMessageHistory([new library.HumanMessage("first")]);
      await history.addUserMessage("second");
      await history.addAIMessage("third");
      await history.addMessages([new library.SystemMessage("fourth")]);
      const all = await contents(history);
      await history.clear();
      return [all, await contents(history)];
    },
  },
  {
    name: "history: before what is new",
    run: async (stage) => {
      const { history, ...fields } = counting(stage);
      const remembering = new stage.library.RunnableWithMessageHistory<string, unknown>(fields);
      const first = await remembering.invoke("hello", session);
      const second = await remembering.invoke("again", { ...session, callbacks: [stage.handler], tags: ["tag"] });
      return [first, second, await contents(history)];
    },
  },
  {
    name: "history: under a key of the output",
    run: async (stage) => {
      const { history, ...fields } = counting(stage, ({ length }) => ({ answer: `${length} messages`, more: 1 }));
      const remembering = new stage.library.RunnableWithMessageHistory<unknown, unknown>({
        ...fields,
        outputMessagesKey: "answer",
      });
      await remembering.invoke([new stage.library.HumanMessage("hello")], session);
      return contents(history);
    },
  },
  {
    name: "history: in the place of what is new",
    run: async (stage) => {
      const { history, ...fields } = counting(stage, (input) => {
        const { question, tone } = input as unknown as { question: BaseMessage[]; tone: string };
        return `${tone}: ${question.length} messages`;
      });
      const remembering = new stage.library.RunnableWithMessageHistory<unknown, unknown>({
        ...fields,
        inputMessagesKey: "question",
      });
      const answers = [
        await remembering.invoke({ question: "hello", tone: "kind" }, session),
        await remembering.invoke({ question: "again", tone: "kind" }, session),
      ];
      return [answers, await contents(history)];
    },
  },
  {
    name: "history: under a key of its own",
    run: async (stage) => {
      const { history, remembering } = chatting(stage);
      await remembering.invoke({ question: "hello" }, session);
      await remembering.invoke({ question: "again" }, { ...session, callbacks: [stage.handler] });
      return contents(history);
    },
  },
  {
    name: "history: streamed",
    run: async (stage) => {
      const { history, remembering } = chatting(stage);
      const chunks = await collect(remembering.stream({ question: "hello" }, session));
      return [chunks.length, await contents(history)];
    },
  },
  {
    name: "history: nothing of a call that fails",
    run: async (stage) => {
      const { history, ...fields } = counting(stage, () => {
        throw new Error("no answer");
      });
      const remembering = new stage.library.RunnableWithMessageHistory<string, unknown>(fields);
      const failure: unknown = await remembering
        .invoke("hello", { ...session, callbacks: [stage.handler] })
        .catch((error: unknown) => error);
      return [failure, await contents(history)];
    },
  },
  {
    name: "history: nothing of a stream that is left by a break",
    run: async (stage) => {
      const { history, remembering } = chatting(stage);
      for await (const _ of await remembering.stream({ question: "hello" }, session)) break;
      return contents(history);
    },
  },
  {
    name: "history: in a batch of several sessions",
    concurrent: true,
    run: async (stage) => {
      const histories = [
        new stage.library.InMemoryChatMessageHistory(),
        new stage.library.InMemoryChatMessageHistory(),
      ];
      const remembering = new stage.library.RunnableWithMessageHistory<string, unknown>({
        runnable: stage.library.RunnableLambda.from(
          (messages: BaseMessage[]) => `${messages.length} messages`,
        ) as never,
        getMessageHistory: (sessionId: string) => histories[Number(sessionId)] as InMemoryChatMessageHistory,
      });
      const configs = [0, 1].map((sessionId) => ({ configurable: { sessionId: `${sessionId}` } }));
      const outputs = await remembering.batch(["one", "two"], configs);
      return [outputs, await Promise.all(histories.map(contents))];
    },
  },
];
