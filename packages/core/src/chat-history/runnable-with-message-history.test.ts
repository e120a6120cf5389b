import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { BaseListChatMessageHistory, InMemoryChatMessageHistory } from "../exports/chat_history.js";
import { AIMessage, type BaseMessage, HumanMessage } from "../exports/messages.js";
import { RunnableLambda, RunnableWithMessageHistory } from "../exports/runnables.js";

const session = { configurable: { sessionId: "1" } };
const counting = RunnableLambda.from((messages: readonly BaseMessage[]) => `${messages.length} so far`);
const textsOf = async (history: InMemoryChatMessageHistory) =>
  (await history.getMessages()).map((message) => message.text);

function remembering(runnable: RunnableLambda<never, unknown> = counting as never) {
  const history = new InMemoryChatMessageHistory();
  return { history, runnable: new RunnableWithMessageHistory({ runnable, getMessageHistory: () => history }) };
}

const letters = RunnableLambda.from(async function* (_messages: readonly BaseMessage[]) {
  yield* "abc";
});

it("refuses a field that it doesn't have, as LangChain's config", () => {
  const fields = { runnable: counting, getMessageHistory: () => new InMemoryChatMessageHistory(), config: session };
  expect(() => new RunnableWithMessageHistory(fields)).toThrow('there is no "config"');
});

describe("a call", () => {
  it("finds the history of its session, told by the call or bound to the runnable", async () => {
    const histories = new Map<string, InMemoryChatMessageHistory>();
    const runnable = new RunnableWithMessageHistory({
      runnable: counting,
      async getMessageHistory(sessionId) {
        const known = histories.get(sessionId) ?? new InMemoryChatMessageHistory();
        histories.set(sessionId, known);
        return known;
      },
    });
    await runnable.invoke("hello", session);
    await runnable.withConfig({ configurable: { sessionId: "2" } }).invoke("hello");
    expect(await runnable.invoke("again", session)).toBe("3 so far");
    expect([...histories.keys()]).toEqual(["1", "2"]);
  });

  it("is heard: loading, the runnable, saving", async () => {
    const recording = recordingHandler();
    await remembering().runnable.invoke("hello", { ...session, callbacks: [recording] });
    expect(recording.ofType("chain.start").map(({ name, tags }) => [name, ...tags])).toEqual([
      ["RunnableWithMessageHistory"],
      ["loadHistory", "seq:step:1"],
      ["RunnableLambda", "seq:step:2"],
      ["saveHistory", "seq:step:3"],
    ]);
    assertWellFormed(recording.events);
  });

  it("keeps messages as they are, in lists and under keys", async () => {
    const answer = new AIMessage({ content: "fine", id: "answer" });
    const { history, runnable } = remembering(RunnableLambda.from(() => ({ output: [answer], more: 1 })) as never);
    const question = new HumanMessage("how?");
    await runnable.invoke({ input: [[question]] }, session);
    expect(await history.getMessages()).toEqual([question, answer]);
  });
});

describe("an error says what is missing", () => {
  it.each([
    ["no config", undefined],
    ["no session", { configurable: {} }],
  ])("%s", async (_, config) => {
    const recording = recordingHandler();
    const call = remembering().runnable.invoke("hello", { ...config, callbacks: [recording] });
    await expect(call).rejects.toMatchObject({
      code: "NO_SESSION_ID",
      message: expect.stringContaining("configurable.sessionId") as string,
    });
    expect(recording.summary()).toEqual(["chain.start", "chain.end error"]);
  });

  it.each([
    ["an input without the key", { a: 1, b: 2 }, '"input" of the input can\'t be kept in the history: it is undefined'],
    ["a number", 7, "it is a number"],
    ["a list of numbers", [7], "it is a list of something else"],
    ["a nested object", { only: { a: 1 } }, 'it is an object with "a"'],
  ])("%s", async (_, input, message) => {
    const call = remembering().runnable.invoke(input, session);
    await expect(call).rejects.toMatchObject({
      code: "NO_MESSAGES",
      message: expect.stringContaining(message) as string,
    });
  });

  it("an output that is no message, and nothing is saved", async () => {
    const { history, runnable } = remembering(RunnableLambda.from(() => 42) as never);
    await expect(runnable.invoke("hello", session)).rejects.toThrow("The output can't be kept");
    expect(await history.getMessages()).toEqual([]);
  });
});

describe("a stream", () => {
  it("is saved as a whole, once it has ended", async () => {
    const { history, runnable } = remembering(letters as never);
    for await (const _ of await runnable.stream("hello", session)) expect(await textsOf(history)).toEqual([]);
    expect(await textsOf(history)).toEqual(["hello", "abc"]);
  });

  it("isn't saved if its consumer leaves or it is aborted", async () => {
    const { history, runnable } = remembering(letters as never);
    const recording = recordingHandler();
    for await (const _ of await runnable.stream("hello", { ...session, callbacks: [recording] })) break;
    assertWellFormed(recording.events);
    const aborted = runnable.stream("hello", { ...session, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    expect(await textsOf(history)).toEqual([]);
  });

  it("fails at its end if saving fails", async () => {
    class Full extends InMemoryChatMessageHistory {
      override addMessage(): Promise<void> {
        return Promise.reject(new Error("the disk is full"));
      }
    }
    const full = new RunnableWithMessageHistory({ runnable: letters, getMessageHistory: () => new Full() });
    const chunks: string[] = [];
    const reading = async () => {
      for await (const chunk of await full.stream("hello", session)) chunks.push(chunk);
    };
    await expect(reading()).rejects.toThrow("the disk is full");
    expect(chunks).toEqual(["a", "b", "c"]);
  });
});

it("a history of one's own says how it is cleared, or refuses to be", async () => {
  class Lasting extends BaseListChatMessageHistory {
    override lc_namespace = ["example"];
    override getMessages = () => Promise.resolve([]);
    override addMessage = () => Promise.resolve();
  }
  await expect(new Lasting().clear()).rejects.toMatchObject({ code: "NOT_CLEARABLE" });
});
