import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda, RunnableSequence } from "../../src/exports/runnables.js";
import { FakeChatModel, providerError } from "./support/fake-chat-model.js";

const prompt = ChatPromptTemplate.fromTemplate("Say {what}");
const chainOf = (model: FakeChatModel) => prompt.pipe(model).pipe(new StringOutputParser());
const input = { what: "it" };

/** What LangChain's methods heard, by class: `"FakeChatModel start"`. */
function listener() {
  const heard: string[] = [];
  const names = new Map<string, string>();
  const start = (serialized: { readonly id: string[] }, _: unknown, runId: string) => {
    names.set(runId, serialized.id.at(-1) as string);
    heard.push(`${names.get(runId)} start`);
  };
  const say = (what: string) => (value: unknown, runId: string) =>
    void heard.push(`${names.get(runId)} ${what}${value instanceof Error ? `: ${value.message}` : ""}`);
  return {
    heard,
    handleChainStart: start,
    handleChatModelStart: start,
    handleChainEnd: say("end"),
    handleLLMEnd: say("end"),
    handleChainError: say("error"),
    handleLLMError: say("error"),
    handleLLMNewToken: (token: string) => void heard.push(`token ${token}`),
  };
}

async function drain(stream: PromiseLike<AsyncIterable<unknown>>): Promise<void> {
  for await (const _ of await stream) void 0;
}

describe("the events of prompt, model and parser", () => {
  it("come step by step in an invoke", async () => {
    const handler = listener();
    await chainOf(new FakeChatModel()).invoke(input, { callbacks: [handler] });
    expect(handler.heard).toEqual([
      "RunnableSequence start",
      "ChatPromptTemplate start",
      "ChatPromptTemplate end",
      "FakeChatModel start",
      "FakeChatModel end",
      "StrOutputParser start",
      "StrOutputParser end",
      "RunnableSequence end",
    ]);
  });

  it("come interwoven in a stream: the parser starts before the first token, the model ends before the parser, the chain last", async () => {
    const handler = listener();
    await drain(chainOf(new FakeChatModel({ chunks: ["a", "b"] })).stream(input, { callbacks: [handler] }));
    expect(handler.heard).toEqual([
      "RunnableSequence start",
      "ChatPromptTemplate start",
      "ChatPromptTemplate end",
      "FakeChatModel start",
      "StrOutputParser start",
      "token a",
      "token b",
      "FakeChatModel end",
      "StrOutputParser end",
      "RunnableSequence end",
    ]);
  });

  it("come in the same order in a sequence within a sequence", async () => {
    const handler = listener();
    const inner = RunnableSequence.from([new FakeChatModel({ chunks: ["a"] }), new StringOutputParser()]).withConfig(
      {},
    );
    await drain(prompt.pipe(inner).stream(input, { callbacks: [handler] }));
    expect(handler.heard).toEqual([
      "RunnableSequence start",
      "ChatPromptTemplate start",
      "ChatPromptTemplate end",
      "RunnableSequence start",
      "FakeChatModel start",
      "StrOutputParser start",
      "token a",
      "FakeChatModel end",
      "StrOutputParser end",
      "RunnableSequence end",
      "RunnableSequence end",
    ]);
  });

  it("come innermost first when the model fails, before its first chunk or after", async () => {
    const before = listener();
    await expect(drain(chainOf(new FakeChatModel({ failsAt: 0 })).stream(input, { callbacks: [before] }))).rejects.toBe(
      providerError,
    );
    expect(before.heard.slice(3).filter((line) => !line.startsWith("StrOutputParser"))).toEqual([
      "FakeChatModel start",
      "FakeChatModel error: the provider failed",
      "RunnableSequence error: the provider failed",
    ]);
    const after = listener();
    await expect(drain(chainOf(new FakeChatModel({ failsAt: 1 })).stream(input, { callbacks: [after] }))).rejects.toBe(
      providerError,
    );
    expect(after.heard.slice(3)).toEqual([
      "FakeChatModel start",
      "StrOutputParser start",
      "token one ",
      "FakeChatModel error: the provider failed",
      "StrOutputParser error: the provider failed",
      "RunnableSequence error: the provider failed",
    ]);
    const whole = listener();
    await expect(chainOf(new FakeChatModel({ failsAt: 1 })).invoke(input, { callbacks: [whole] })).rejects.toBe(
      providerError,
    );
    expect(whole.heard.slice(3)).toEqual([
      "FakeChatModel start",
      "FakeChatModel error: the provider failed",
      "RunnableSequence error: the provider failed",
    ]);
  });

  it("stop at the prompt when a variable is missing", async () => {
    const handler = listener();
    await expect(chainOf(new FakeChatModel()).invoke({} as never, { callbacks: [handler] })).rejects.toMatchObject({
      lc_error_code: "INVALID_PROMPT_INPUT",
    });
    expect(handler.heard.map((line) => line.split(":")[0])).toEqual([
      "RunnableSequence start",
      "ChatPromptTemplate start",
      "ChatPromptTemplate error",
      "RunnableSequence error",
    ]);
  });

  it("end innermost first when the loop is left, all as ends: nothing failed", async () => {
    const handler = listener();
    for await (const _ of await chainOf(new FakeChatModel()).stream(input, { callbacks: [handler] })) break;
    expect(handler.heard.slice(5)).toEqual([
      "token one ",
      "FakeChatModel end",
      "StrOutputParser end",
      "RunnableSequence end",
    ]);
  });

  it("carry the tags of their place, then the call's, then the object's own", async () => {
    const recording = recordingHandler();
    const model = new FakeChatModel({ tags: ["own"], metadata: { a: "own", b: 1 } });
    await chainOf(model).invoke(input, { callbacks: [recording], tags: ["call"], metadata: { a: "call" } });
    const [start] = recording.ofType("chat_model.start");
    expect(start?.tags).toEqual(["seq:step:2", "call", "own"]);
    expect(start?.metadata).toMatchObject({ a: "own", b: 1, ls_model_type: "chat" });
    expect(recording.ofType("chain.start").at(-1)?.metadata).toEqual({ a: "call" });
    assertWellFormed(recording.events);
  });

  it("say who made what in the same way whole and in pieces", async () => {
    const [whole, pieces] = [recordingHandler(), recordingHandler()];
    const chain = chainOf(new FakeChatModel());
    expect(await chain.invoke(input, { callbacks: [whole] })).toBe("one two three");
    await drain(chain.stream(input, { callbacks: [pieces] }));
    const ends = (recording: typeof whole) =>
      recording
        .ofType("chain.end")
        .map(({ name, outputs }) => [name, typeof outputs === "string" ? outputs : typeof outputs]);
    expect(ends(pieces)).toEqual(ends(whole));
    expect(ends(whole).at(-1)).toEqual(["RunnableSequence", "one two three"]);
  });
});

describe("children", () => {
  it("are heard before their parents end, at any depth, whatever fails", async () => {
    const recording = recordingHandler();
    const leaf = RunnableLambda.from(async (n: number) => {
      if (n > 2) throw new Error("too deep");
      return n + 1;
    });
    const branch = RunnableLambda.from(
      async (n: number, config) =>
        (await Promise.allSettled([leaf.invoke(n, config), leaf.invoke(n + 9, config)])).length,
    );
    const root = RunnableLambda.from((n: number, config) => branch.pipe(leaf).invoke(n, config)).pipe(leaf);
    await expect(root.invoke(1, { callbacks: [recording] })).rejects.toThrow("too deep");
    expect(recording.ofType("chain.start")).toHaveLength(8);
    assertWellFormed(recording.events);
  });
});
