import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import {
  NotARunnableError,
  type Runnable,
  RunnableLambda,
  RunnablePassthrough,
  RunnableSequence,
  type RunnableConfig,
} from "../exports/runnables.js";
import { piecesOf } from "../../tests/support/pieces-of.js";

const add = RunnableLambda.from((n: number) => n + 1, { name: "add" });
const double = RunnableLambda.from(async (n: number) => n * 2, { name: "double" });
const show = (n: number) => `${n}!`;

async function* count(from: number): AsyncGenerator<number> {
  for (let n = from; n < from + 3; n++) yield n;
}

describe("composing", () => {
  it("runs the steps in order, however the sequence was made", async () => {
    const made = [add.pipe(double).pipe(show), add.pipe(double.pipe(show)), RunnableSequence.from([add, double, show])];
    for (const chain of made) {
      expect(await chain.invoke(1)).toBe("4!");
      expect(await piecesOf(chain.stream(1))).toEqual(["4!"]);
      expect((chain as RunnableSequence).steps).toHaveLength(3);
    }
  });

  it("changes neither of the two it is made of", () => {
    const two = RunnableSequence.from([add, double]);
    const four = two.pipe(two);
    expect([two.steps.length, four.steps.length]).toEqual([2, 4]);
    expect([two.first, two.middle, two.last]).toEqual([add, [], double]);
    expect(four.middle).toEqual([double, add]);
  });

  it("refuses what can't be run", () => {
    for (const step of [null, 7, "text", undefined]) expect(() => add.pipe(step as never)).toThrow(NotARunnableError);
    expect(() => add.pipe(null as never)).toThrow(expect.objectContaining({ code: "NOT_A_RUNNABLE" }) as Error);
  });

  it("keeps what it was given: name, handlers, tags, metadata, and whether steps are tagged", async () => {
    const [own, recording] = [recordingHandler(), recordingHandler()];
    const chain = new RunnableSequence({
      first: add as Runnable,
      last: double as Runnable,
      name: "math",
      omitSequenceTags: true,
      callbacks: [own],
      tags: ["own"],
      metadata: { a: 1 },
    }) as RunnableSequence<number, number>;
    await chain.invoke(1, { callbacks: [recording] });
    expect(recording.ofType("chain.start").map(({ name, tags, metadata }) => [name, tags, metadata])).toEqual([
      ["math", ["own"], { a: 1 }],
      ["add", [], {}],
      ["double", [], {}],
    ]);
    expect(own.events.map(({ name }) => name)).toEqual(["math", "math"]);
    expect((chain.pipe(show) as RunnableSequence).omitSequenceTags).toBe(true);
    expect(chain.pipe(show).getName()).toBe("math");
  });
});

describe("its events", () => {
  const expected = [
    "RunnableSequence start",
    "add start",
    "add end",
    "double start",
    "double end",
    "RunnableSequence end",
  ];
  const label = ({ name, type }: { readonly name: string; readonly type: string }) =>
    `${name} ${type.slice("chain.".length)}`;

  it("are nested, in the documented order", async () => {
    const recording = recordingHandler();
    await add.pipe(double).invoke(1, { callbacks: [recording], tags: ["t"] });
    expect(recording.events.map(label)).toEqual(expected);
    expect(recording.ofType("chain.start").map(({ tags }) => tags)).toEqual([
      ["t"],
      ["seq:step:1", "t"],
      ["seq:step:2", "t"],
    ]);
    assertWellFormed(recording.events);
  });

  it("say inputs and outputs as they are", async () => {
    const recording = recordingHandler();
    await add.pipe(double).invoke(1, { callbacks: [recording] });
    expect(recording.ofType("chain.end").map(({ inputs, outputs }) => [inputs, outputs])).toEqual([
      [1, 2],
      [2, 4],
      [1, 4],
    ]);
  });

  it("are well-formed when a sequence is a step of a sequence through withConfig", async () => {
    const recording = recordingHandler();
    const chain = add.pipe(RunnableSequence.from([add, double]).withConfig({ runName: "inner" })).pipe(show);
    expect(await chain.invoke(1, { callbacks: [recording] })).toBe("6!");
    expect(await piecesOf(chain.stream(1, { callbacks: [recording] }))).toEqual(["6!"]);
    expect(recording.ofType("chain.start").filter(({ name }) => name === "inner")).toHaveLength(2);
    assertWellFormed(recording.events);
  });
});

describe("what a call hands on to every step", () => {
  it("is the configurable values and the keys that Earshot doesn't know", async () => {
    const seen: RunnableConfig[] = [];
    const look = RunnableLambda.from((n: number, config) => {
      seen.push(config);
      return n;
    });
    const config = { configurable: { thread_id: 7 }, recursionLimit: 9, custom: 1 };
    await look.pipe(look).invoke(1, config);
    await piecesOf(look.pipe(look).stream(1, config));
    expect(seen).toHaveLength(4);
    for (const { configurable, recursionLimit, ...given } of seen) {
      expect({ configurable, recursionLimit, custom: (given as { custom?: unknown }).custom }).toEqual(config);
    }
  });

  it("is the signal, for an abort", async () => {
    const controller = new AbortController();
    const reason = new Error("stop");
    const recording = recordingHandler();
    const hang = RunnableLambda.from(
      (_: number, { signal }) =>
        new Promise<number>((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason as Error))),
    );
    const answer = add
      .pipe(hang)
      .pipe(show)
      .invoke(1, { signal: controller.signal, callbacks: [recording] });
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual(["ok", "cancelled", "cancelled"]);
    assertWellFormed(recording.events);
  });
});

describe("streaming", () => {
  it("streams what a generator yields to the steps behind, which need it whole", async () => {
    const chain = RunnableLambda.from(count).pipe(show);
    expect(await piecesOf(chain.stream(1))).toEqual(["6!"]);
    expect(await piecesOf(add.pipe(count).stream(1))).toEqual([2, 3, 4]);
  });

  it("transforms a stream: a step that needs its input whole collects it", async () => {
    expect(await piecesOf(Promise.resolve(add.pipe(count).transform(count(1))))).toEqual([7, 8, 9]);
  });

  it("streams through a sequence in a sequence, which says at its end what went in", async () => {
    const inner = RunnableSequence.from(
      [new RunnablePassthrough<number>(), new RunnablePassthrough<number>()],
      "inner",
    );
    const chain = RunnableSequence.from([count, inner, new RunnablePassthrough<number>()]);
    expect(await piecesOf(chain.stream(1))).toEqual([1, 2, 3]);
    const recording = recordingHandler();
    expect(await piecesOf(chain.stream(1, { callbacks: [recording] }))).toEqual([1, 2, 3]);
    const end = recording.ofType("chain.end").find(({ name }) => name === "inner");
    expect(end).toMatchObject({ status: "ok", inputs: 6, outputs: 6 });
    for await (const _ of await chain.stream(1, { callbacks: [recording] })) break;
    assertWellFormed(recording.events);
  });

  it("does no step's work before it is asked for: the stream opens with the first piece", async () => {
    const worked: string[] = [];
    const chain = RunnableLambda.from((n: number) => (worked.push("first"), n)).pipe(async function* () {
      worked.push("a");
      yield "a";
      worked.push("b");
      yield "b";
    });
    const stream = await chain.stream(1);
    expect(worked).toEqual(["first", "a"]);
    expect(await stream[Symbol.asyncIterator]().next()).toEqual({ value: "a", done: false });
    expect(worked).toEqual(["first", "a"]);
  });
});

describe("an error", () => {
  const failure = new Error("step failed");
  const fail = RunnableLambda.from((): number => {
    throw failure;
  });

  it.each([0, 1, 2])("in step %i ends that step and the sequence, and no other", async (at) => {
    const steps = [add, add, add].map((step, index) => (index === at ? fail : step)) as [
      typeof add,
      typeof add,
      typeof add,
    ];
    const chain = RunnableSequence.from(steps);
    const recording = recordingHandler();
    await expect(chain.invoke(1, { callbacks: [recording] })).rejects.toBe(failure);
    expect(recording.ofType("chain.end").map(({ status }) => status)).toEqual([
      ...Array.from({ length: at }, () => "ok"),
      "error",
      "error",
    ]);
    recording.clear();
    await expect(piecesOf(chain.stream(1, { callbacks: [recording] }))).rejects.toBe(failure);
    expect(recording.ofType("chain.end").filter(({ status }) => status === "error")).toHaveLength(2);
    assertWellFormed(recording.events);
  });
});
