import { describe, expect, it } from "vitest";
import { startOptions } from "../../tests/support/start-options.js";
import { Interrupt } from "../exports/errors.js";
import { eventTable, run, runStream, type Handler, type RunHandle, type RunKind } from "../exports/events.js";
import { HumanMessage, SystemMessage } from "../exports/messages.js";

const serialized = { lc: 1, type: "constructor", id: ["here", "Thing"], kwargs: {} } as const;
const config = { tags: ["t"], metadata: { m: 1 }, runName: "named", runId: "run-1" };
const where = ["run-1", undefined, ["t"]];
const facts = [["t"], { m: 1 }];
const parameters = { options: { stop: ["."] }, invocation_params: { model: "m-1" }, batch_size: 1 };
const result = { generations: [[{ text: "out" }]] };
const documents = [{ pageContent: "owl", metadata: {} }];
const failure = new Error("broken");

const methods = [...new Set(Object.values(eventTable).flatMap((row) => row.methods))];

/** A plain object that has every method and writes down how each was called. */
function scribe(only: readonly string[] = methods): { readonly calls: unknown[][]; readonly handler: Handler } {
  const calls: unknown[][] = [];
  const handler = Object.fromEntries(
    only.map((method) => [method, (...values: unknown[]) => void calls.push([method, ...values])]),
  );
  return { calls, handler: handler as Handler };
}

async function heard(
  kind: RunKind,
  body: (handle: RunHandle) => unknown,
  { handler, calls } = scribe(),
): Promise<readonly unknown[][]> {
  const options = { serialized, runType: "sort", ...startOptions[kind] } as never;
  await run<"chain", unknown>(options, body, { ...config, callbacks: [handler] }).catch(() => undefined);
  return calls;
}

const fails = () => {
  throw failure;
};

describe("a run that ends well calls LangChain's methods with their positional arguments", () => {
  const { messages } = startOptions.chat_model.start;
  it.each<[RunKind, unknown, unknown[][]]>([
    [
      "chat_model",
      result,
      [
        ["handleChatModelStart", serialized, [messages], "run-1", undefined, parameters, ...facts, "named"],
        ["handleLLMEnd", result, ...where, undefined],
      ],
    ],
    [
      "llm",
      result,
      [
        ["handleLLMStart", serialized, ["say"], "run-1", undefined, parameters, ...facts, "named"],
        ["handleLLMEnd", result, ...where, undefined],
      ],
    ],
    [
      "chain",
      { answer: 1 },
      [
        ["handleChainStart", serialized, { question: "why" }, ...where, { m: 1 }, "sort", "named", undefined],
        ["handleChainEnd", { answer: 1 }, ...where, undefined],
      ],
    ],
    [
      "tool",
      { raw: true },
      [
        ["handleToolStart", serialized, '{"n":4}', ...where, { m: 1 }, "named", "call-1"],
        ["handleToolEnd", { raw: true }, ...where],
      ],
    ],
    [
      "retriever",
      documents,
      [
        ["handleRetrieverStart", serialized, "owls", ...where, { m: 1 }, "named"],
        ["handleRetrieverEnd", documents, ...where],
      ],
    ],
    ["embedding", [[0.5, 1]], []],
  ])("%s", async (kind, output, calls) => {
    expect(await heard(kind, () => output)).toEqual(calls);
  });
});

describe("a run that fails calls the error method, and no end", () => {
  it.each<[RunKind, unknown[][]]>([
    ["chat_model", [["handleLLMError", failure, ...where]]],
    ["llm", [["handleLLMError", failure, ...where]]],
    ["chain", [["handleChainError", failure, ...where, undefined]]],
    ["tool", [["handleToolError", failure, ...where]]],
    ["retriever", [["handleRetrieverError", failure, ...where]]],
    ["embedding", []],
  ])("%s", async (kind, calls) => {
    const [, ...rest] = await heard(kind, fails);
    expect(rest).toEqual(calls);
  });

  it("an interrupt is told as an error that carries LangGraph's mark", async () => {
    const [, call] = await heard("chain", () => {
      throw new Interrupt("approve", { amount: 1 });
    });
    expect(call?.[0]).toBe("handleChainError");
    expect(call?.[1]).toMatchObject({ is_bubble_up: true, value: { amount: 1 } });
  });
});

describe("what happens on the way", () => {
  const action = { tool: "t", toolInput: "x", log: "" };
  const finish = { returnValues: {}, log: "" };
  it.each<[string, (handle: RunHandle) => unknown, unknown[][]]>([
    ["text", (handle) => handle.text("so"), [["handleText", "so", ...where]]],
    [
      "custom event",
      (handle) => handle.custom("mine", { a: 1 }),
      [["handleCustomEvent", "mine", { a: 1 }, "run-1", ...facts]],
    ],
    ["agent action", (handle) => handle.agentAction(action), [["handleAgentAction", action, ...where]]],
    ["agent finish", (handle) => handle.agentFinish(finish), [["handleAgentEnd", finish, ...where]]],
    ["retry", (handle) => handle.retry({ attempt: 1, error: failure }), []],
    ["fallback", (handle) => handle.fallback({ from: "a", to: "b", error: failure }), []],
    ["cache hit", (handle) => handle.cacheHit("key"), []],
  ])("%s", async (_, speak, calls) => {
    const [, ...rest] = await heard("chain", speak);
    expect(rest.slice(0, -1)).toEqual(calls);
  });

  it.each<[RunKind, string, unknown[]]>([
    ["chat_model", "handleLLMNewToken", ["a", { prompt: 0, completion: 0 }, ...where, { chunk: "a" }]],
    ["llm", "handleLLMNewToken", ["a", { prompt: 0, completion: 0 }, ...where, { chunk: "a" }]],
    ["tool", "handleToolEvent", ["a", ...where]],
  ])("a chunk of a %s", async (kind, method, values) => {
    const { handler, calls } = scribe([method]);
    const options = { ...startOptions[kind], combine: () => result } as never;
    const stream = runStream<"chain", string>(
      options,
      async function* () {
        yield "a";
        yield "";
      },
      { ...config, callbacks: [handler] },
    );
    for await (const _ of stream);
    expect(calls[0]).toEqual([method, ...values]);
    expect(calls).toHaveLength(2);
  });
});

describe("shapes", () => {
  it.each<[unknown, unknown]>([
    ["text", { input: "text" }],
    [null, { input: null }],
    [undefined, { input: undefined }],
    [[1], { input: [1] }],
    [7, { input: 7 }],
  ])("a chain's inputs that are no dictionary (%j) become one, in LangChain's methods alone", async (inputs, shown) => {
    const { handler, calls } = scribe();
    const typed: unknown[] = [];
    const callbacks = [
      handler,
      { on: { "chain.start": (event: { inputs: unknown }) => void typed.push(event.inputs) } },
    ];
    await run({ kind: "chain", name: "c", start: { inputs } }, () => inputs, { callbacks });
    expect(calls[0]?.[2]).toEqual(shown);
    expect(calls[1]?.[1]).toEqual(inputs === undefined ? { output: undefined } : { output: inputs });
    expect(typed).toEqual([inputs]);
  });

  it("an object, a message or a prompt value is handed over as it is", async () => {
    const message = new HumanMessage("hi");
    const { handler, calls } = scribe();
    await run({ kind: "chain", name: "c", start: { inputs: message } }, () => message, { callbacks: [handler] });
    expect(calls[0]?.[2]).toBe(message);
    expect(calls[1]?.[1]).toBe(message);
  });

  it("a chat model's messages become one text for a handler that only has handleLLMStart", async () => {
    const { handler, calls } = scribe(["handleLLMStart"]);
    const start = { ...startOptions.chat_model.start, messages: [new SystemMessage("be"), new HumanMessage("hi")] };
    await run({ kind: "chat_model", name: "m", start }, () => result, { callbacks: [handler] });
    expect(calls[0]?.[2]).toEqual(["System: be\nHuman: hi"]);
  });

  it("a component that says nothing of its form still has an id to read", async () => {
    const { handler, calls } = scribe();
    await run(startOptions.chain, () => 1, { callbacks: [handler] });
    expect(calls[0]?.[1]).toEqual({ lc: 1, type: "not_implemented", id: [] });
  });

  it("a failed model call has an empty generation to read", async () => {
    const ends: unknown[] = [];
    const callbacks = [{ on: { "chat_model.end": (event: { result: unknown }) => void ends.push(event.result) } }];
    await run(startOptions.chat_model, fails, { callbacks }).catch(() => undefined);
    expect(ends).toEqual([{ generations: [[{ text: "" }]] }]);
  });
});

describe("ignore flags", () => {
  const groups: Record<string, readonly RunKind[]> = {
    ignoreLLM: ["chat_model", "llm"],
    ignoreChain: ["chain"],
    ignoreAgent: ["tool"],
    ignoreRetriever: ["retriever"],
  };
  it.each(Object.entries(groups))("%s hides %j", async (flag, kinds) => {
    for (const kind of kinds) {
      const { handler, calls } = scribe();
      expect(await heard(kind, () => undefined, { handler: { ...handler, [flag]: true }, calls })).toEqual([]);
      expect(await heard(kind, () => undefined)).toHaveLength(2);
    }
  });

  it("ignoreCustomEvent and ignoreAgent hide what happens on the way", async () => {
    const { handler, calls } = scribe(["handleCustomEvent", "handleAgentAction", "handleAgentEnd"]);
    const deaf = { ...handler, ignoreCustomEvent: true, ignoreAgent: true };
    await heard(
      "chain",
      async (handle) => {
        await handle.custom("mine", 1);
        await handle.agentAction({ tool: "t", toolInput: "", log: "" });
      },
      { handler: deaf, calls },
    );
    expect(calls).toEqual([]);
  });
});

it("every event has one row, one bit, and a group and a moment in its type", () => {
  const rows = Object.values(eventTable);
  expect(new Set(rows.map(({ type }) => type)).size).toBe(rows.length);
  expect(new Set(rows.map(({ bit }) => bit)).size).toBe(rows.length);
  expect(rows.length).toBeLessThan(31); // the bits of a mask
  for (const { type } of rows) expect(type).toMatch(/^[a-z_]+\.[a-z_]+$/);
});
