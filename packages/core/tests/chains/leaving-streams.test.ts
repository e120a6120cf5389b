import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { ChatPromptTemplate } from "../../src/exports/prompts.js";
import { RunnableLambda, RunnableSequence, type RunnableConfig } from "../../src/exports/runnables.js";
import { outcomeOf } from "../support/outcome-of.js";
import { FakeChatModel } from "./support/fake-chat-model.js";

const chunks = ["a", "b", "c"];
const prompt = ChatPromptTemplate.fromTemplate("Say {what}");

/** Where the model may stand in a chain. */
const chains: Record<
  string,
  (model: FakeChatModel) => { stream(input: never, config: RunnableConfig): Promise<AsyncIterable<unknown>> }
> = {
  "the model alone": (model) => ({ stream: (_, config) => model.stream("hi", config) }),
  "a runnable that a function returns": (model) => RunnableLambda.from(() => prompt.pipe(model)),
  "behind a prompt": (model) => prompt.pipe(model),
  "between prompt and parser": (model) => prompt.pipe(model).pipe(new StringOutputParser()),
  "before a sequence": (model) =>
    prompt.pipe(model).pipe(RunnableSequence.from([new StringOutputParser(), new StringOutputParser()])),
  "bound, within a sequence": (model) =>
    prompt.pipe(
      model
        .withConfig({ tags: ["t"] })
        .pipe(new StringOutputParser())
        .withConfig({ runName: "inner" }),
    ),
  "within a function": (model) =>
    RunnableLambda.from(async function* (_: unknown, config: RunnableConfig) {
      yield* await model.pipe(new StringOutputParser()).stream("hi", config);
    }),
};

const stop = new Error("stop");

/** The ways to leave a stream after its first chunk. */
const ways: Record<
  string,
  { readonly status: string; leave(stream: AsyncIterable<unknown>, controller: AbortController): Promise<unknown> }
> = {
  break: {
    status: "cancelled",
    async leave(stream) {
      for await (const _ of stream) break;
      return undefined;
    },
  },
  "a throw in the loop": {
    status: "cancelled",
    async leave(stream) {
      try {
        for await (const _ of stream) throw stop;
      } catch (error) {
        return error;
      }
      return undefined;
    },
  },
  "cancel of a reader": {
    status: "cancelled",
    async leave(stream) {
      const reader = (stream as ReadableStream<unknown>).getReader();
      await reader.read();
      await reader.cancel(stop);
      return undefined;
    },
  },
  "an abort in the loop": {
    status: "cancelled",
    async leave(stream, controller) {
      try {
        for await (const _ of stream) controller.abort(stop);
      } catch (error) {
        return error;
      }
      return undefined;
    },
  },
};

describe.each(Object.entries(chains))("a stream of %s", (_, chainOf) => {
  it.each(Object.entries(ways))(
    "left by %s ends every run, closes the provider's generator and tells it to stop",
    async (way, { leave, status }) => {
      const recording = recordingHandler();
      const model = new FakeChatModel({ chunks });
      const controller = new AbortController();
      const stream = await chainOf(model).stream({ what: "it" } as never, {
        callbacks: [recording],
        signal: controller.signal,
      });
      const left = await outcomeOf(leave(stream, controller));
      expect(left).toEqual({ value: way.startsWith("a") ? stop : undefined });
      assertWellFormed(recording.events);
      expect(model.open).toBe(0);
      expect(model.calls[0]?.options.signal.aborted).toBe(true);
      expect(recording.ofType("chat_model.end").map((end) => end.status)).toEqual([status]);
      expect(recording.ofType("chat_model.delta")).toHaveLength(1);
      const root = recording.events.at(-1);
      expect([root?.parentRunId, (root as { readonly status?: string }).status]).toEqual([undefined, status]);
    },
  );

  it("left while the provider is silent doesn't wait for it", async () => {
    const recording = recordingHandler();
    const model = new FakeChatModel({
      chunks,
      beforeChunk: (_, index) => (index === 1 ? new Promise(() => undefined) : undefined),
    });
    const stream = await chainOf(model).stream({ what: "it" } as never, { callbacks: [recording] });
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    const pull = iterator.next();
    expect(await outcomeOf(Promise.resolve(iterator.return?.()))).not.toBe("pending");
    expect(await outcomeOf(pull)).toMatchObject({ value: { done: true } });
    assertWellFormed(recording.events);
  });

  it("that is read to its end leaves nothing open and aborts nothing", async () => {
    const recording = recordingHandler();
    const model = new FakeChatModel({ chunks });
    for await (const _ of await chainOf(model).stream({ what: "it" } as never, { callbacks: [recording] })) void 0;
    assertWellFormed(recording.events);
    expect(recording.events.filter((event) => "status" in event && event.status !== "ok")).toEqual([]);
    expect([model.open, model.calls[0]?.options.signal.aborted]).toEqual([0, false]);
  });
});
