import { assertType, expectTypeOf, test } from "vitest";
import type { Document } from "../exports/documents.js";
import type { LLMResult } from "../exports/outputs.js";
import {
  configure,
  run,
  runStream,
  type EarshotEvent,
  type RunHandle,
  type RunnableConfig,
} from "../exports/events.js";

const chain = { kind: "chain", name: "c", start: { inputs: 1 } } as const;
const retriever = { kind: "retriever", name: "r", start: { query: "q" } } as const;
const model = { kind: "llm", name: "m", start: { prompt: "p", invocationParams: {}, options: {} } } as const;

test("run answers what its body does, awaited", () => {
  expectTypeOf(run(chain, () => 5)).resolves.toEqualTypeOf<number>();
  expectTypeOf(run(chain, async () => "text" as const)).resolves.toEqualTypeOf<"text">();
  expectTypeOf(run(retriever, (): Document[] => [])).resolves.toEqualTypeOf<Document[]>();
  expectTypeOf(run(model, async (): Promise<LLMResult> => ({ generations: [] }))).resolves.toEqualTypeOf<LLMResult>();
  expectTypeOf(run(chain, () => 5)).resolves.not.toBeAny();
});

test("a kind's body answers what the kind puts out", () => {
  // @ts-expect-error -- a retriever answers documents
  void run(retriever, () => "no documents");
  // @ts-expect-error -- a model answers an LLMResult
  void run(model, () => ({ text: "x" }));
});

test("a run says at its start what its kind says", () => {
  // @ts-expect-error -- a tool's start has args, input and toolCallId
  void run({ kind: "tool", name: "t", start: { inputs: 1 } }, () => 1);
  // @ts-expect-error -- there is no such kind
  void run({ kind: "agent", name: "a", start: { inputs: 1 } }, () => 1);
});

test("the handle is typed", () => {
  void run(chain, (handle) => {
    expectTypeOf(handle).toEqualTypeOf<RunHandle>();
    expectTypeOf(handle.signal).toEqualTypeOf<AbortSignal>();
    expectTypeOf(handle.config).toEqualTypeOf<RunnableConfig>();
    expectTypeOf(handle.custom("mine", 1)).toEqualTypeOf<Promise<void> | undefined>();
    // @ts-expect-error -- usage says where it comes from
    handle.usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    // @ts-expect-error -- the id is the run's
    handle.runId = "other";
  });
});

test("runStream yields what its body yields", () => {
  const stream = runStream(chain, async function* () {
    yield 1;
  });
  expectTypeOf(stream.next()).resolves.toEqualTypeOf<IteratorResult<number, undefined>>();
  assertType<AsyncIterable<number>>(stream);
  runStream({ ...chain, combine: (chunks: readonly number[]) => chunks.length }, async function* () {
    yield 1;
  });
  // @ts-expect-error -- a model's chunks are combined to an LLMResult
  runStream({ ...model, combine: () => "text" }, async function* () {
    yield "a";
  });
});

test("configure takes typed settings", () => {
  configure({
    callbacks: [{ onEvent: (event) => expectTypeOf(event).toEqualTypeOf<EarshotEvent>() }],
    overflow: "drop",
    redactor: undefined,
  });
  // @ts-expect-error -- there is no such way to overflow
  configure({ overflow: "ignore" });
  // @ts-expect-error -- milliseconds are a number
  configure({ deliveryTimeoutMs: "30s" });
});

test("a config is typed, and may be frozen", () => {
  const config = Object.freeze({
    tags: Object.freeze(["a"]),
    metadata: Object.freeze({ a: 1 }),
    callbacks: Object.freeze([]),
  });
  assertType<RunnableConfig>(config);
  // @ts-expect-error -- visibility is for the user or internal
  assertType<RunnableConfig>({ visibility: "secret" });
});
