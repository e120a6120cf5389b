import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { FakeChatModel } from "../../tests/chains/support/fake-chat-model.js";
import { StringOutputParser } from "../exports/output_parsers.js";
import {
  HeardRunnable,
  Runnable,
  RunnableLambda,
  type IterableReadableStream,
  type RunnableConfig,
} from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

class Shout extends HeardRunnable<string, string> {
  lc_namespace = ["example"];
  protected override execute(input: string): string {
    return input.toUpperCase();
  }
}

class Spell extends HeardRunnable<string, string> {
  lc_namespace = ["example"];
  protected override execute(input: string): string {
    return input;
  }
  protected override async *chunks(input: string): AsyncGenerator<string, undefined> {
    yield* input;
    return undefined;
  }
}

/** Not heard itself: what it invokes belongs to its caller. */
class Twice extends Runnable<string, string> {
  lc_namespace = ["example"];
  seen: RunnableConfig | undefined;
  override async invoke(input: string, config?: Partial<RunnableConfig>): Promise<string> {
    this.seen = config;
    return (await new Shout().invoke(input, config)) + (await new Shout().invoke(input, config));
  }
}

class Spaced extends Runnable<string, string> {
  lc_namespace = ["example"];
  closed = 0;
  override invoke(input: string): Promise<string> {
    return Promise.resolve(input.split("").join(" "));
  }
  override async *transform(input: AsyncIterable<string>): AsyncGenerator<string> {
    try {
      for await (const piece of input) yield `${piece} `;
    } finally {
      this.closed++;
    }
  }
}

class Overriding extends Shout {
  calls: string[] = [];
  override invoke(input: string, config?: Partial<RunnableConfig>): Promise<string> {
    this.calls.push("invoke");
    return super.invoke(input, config);
  }
  override stream(input: string, config?: Partial<RunnableConfig>): Promise<IterableReadableStream<string>> {
    this.calls.push("stream");
    return super.stream(input, config);
  }
}

class Transforming extends Shout {
  override async *transform(input: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of input) yield piece.toUpperCase();
  }
}

const model = () => new FakeChatModel({ chunks: ["a", "b", "c"] }).pipe(new StringOutputParser());

describe("a heard runnable of one's own", () => {
  it("is a run by itself, whole or in pieces", async () => {
    const recording = recordingHandler();
    expect(await new Shout().invoke("a", { callbacks: [recording] })).toBe("A");
    expect(await piecesOf(new Spell().stream("ab", { callbacks: [recording] }))).toEqual(["a", "b"]);
    expect(recording.events.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "Shout chain.start",
      "Shout chain.end",
      "Spell chain.start",
      "Spell chain.end",
    ]);
    expect(recording.ofType("chain.end")[1]?.outputs).toBe("ab");
  });

  it("is a step, whole and in pieces", async () => {
    const recording = recordingHandler();
    const chain = new Spell().pipe(new Shout());
    expect(await chain.invoke("ab", { callbacks: [recording] })).toBe("AB");
    expect(await piecesOf(chain.stream("ab", { callbacks: [recording] }))).toEqual(["AB"]);
    expect(await piecesOf(new Shout().pipe(new Spell()).stream("ab"))).toEqual(["A", "B"]);
    assertWellFormed(recording.events);
  });

  it("has its own invoke and stream called as a step, and is heard once", async () => {
    const recording = recordingHandler();
    const step = new Overriding();
    const chain = new Spell().pipe(step);
    expect(await chain.invoke("ab", { callbacks: [recording] })).toBe("AB");
    expect(await piecesOf(chain.stream("ab", { callbacks: [recording] }))).toEqual(["AB"]);
    expect(step.calls).toEqual(["invoke", "stream"]);
    expect(recording.ofType("chain.start").filter(({ name }) => name === "Overriding")).toHaveLength(2);
    assertWellFormed(recording.events);
  });

  it("has its own transform used behind a stream", async () => {
    expect(await piecesOf(model().pipe(new Transforming()).stream("hi"))).toEqual(["A", "B", "C"]);
  });
});

describe("a runnable of one's own that is not heard", () => {
  it("puts what it invokes below its caller", async () => {
    const recording = recordingHandler();
    const twice = new Twice();
    expect(
      await RunnableLambda.from((s: string) => s)
        .pipe(twice)
        .invoke("a", { callbacks: [recording], configurable: { id: 1 } }),
    ).toBe("AA");
    const [root, , ...shouts] = recording.ofType("chain.start");
    expect(shouts.map(({ name, parentRunId }) => [name, parentRunId])).toEqual([
      ["Shout", root?.runId],
      ["Shout", root?.runId],
    ]);
    expect(shouts[0]?.tags).toEqual(["seq:step:2"]);
    expect(twice.seen?.configurable).toEqual({ id: 1 });
    assertWellFormed(recording.events);
  });

  it("streams what its invoke gives, as one piece", async () => {
    expect(await piecesOf(new Twice().stream("a"))).toEqual(["AA"]);
    expect(await piecesOf(new Twice().pipe(new Spell()).stream("a"))).toEqual(["A", "A"]);
    expect(await piecesOf(model().pipe(new Twice()).stream("hi"))).toEqual(["ABCABC"]);
  });

  it("transforms pieces as they come, between heard steps too", async () => {
    const recording = recordingHandler();
    const spaced = new Spaced();
    expect(
      await piecesOf(
        model()
          .pipe(spaced)
          .stream("hi", { callbacks: [recording] }),
      ),
    ).toEqual(["a ", "b ", "c "]);
    expect(await piecesOf(model().pipe(spaced).pipe(new Shout()).stream("hi"))).toEqual(["A B C "]);
    assertWellFormed(recording.events);
  });

  it("is closed, and so is what feeds it, when the loop is left", async () => {
    const recording = recordingHandler();
    const [source, spaced] = [new FakeChatModel({ chunks: ["a", "b", "c"] }), new Spaced()];
    const chain = source.pipe(new StringOutputParser()).pipe(spaced);
    for await (const _ of await chain.stream("hi", { callbacks: [recording] })) break;
    expect([source.open, spaced.closed]).toEqual([0, 1]);
    assertWellFormed(recording.events);
  });

  it("rejects what feeds it rejects with", async () => {
    const source = new FakeChatModel({ chunks: ["a", "b"], failsAt: 1 });
    await expect(piecesOf(source.pipe(new StringOutputParser()).pipe(new Spaced()).stream("hi"))).rejects.toThrow(
      "the provider failed",
    );
  });
});
