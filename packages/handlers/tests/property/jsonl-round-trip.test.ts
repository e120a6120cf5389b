// Whatever runs, and however it ends: the file says what was heard.
import { Interrupt } from "@earshot/core/errors";
import { flush, run, runStream, safeJson, type Handler, type JsonValue } from "@earshot/core/events";
import { AIMessage, AIMessageChunk, HumanMessage } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { RunnableLambda, type RunnableConfig } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { FakeStreamingChatModel } from "@earshot/core/utils/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonlHandler } from "../../src/jsonl/index.js";
import { eventsIn, temporaryFolder } from "../support/jsonl-files.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

const parameters = propertyParametersOf(30);

const failures = [
  () => new RangeError("out of range", { cause: Object.assign(new Error("below"), { code: "E_BELOW" }) }),
  () => new Interrupt("ask", { amount: 3n }),
  () => new AggregateError([new Error("one"), "two"], "several"),
  () => "thrown text",
  () => undefined,
];

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  maxDepth: 3,
});
const step = fc.record({
  kind: fc.constantFrom(
    "chain",
    "model",
    "broken-model",
    "tool",
    "custom",
    "retry",
    "stream",
    "left-stream",
    "timeout",
  ),
  data: anything,
  fails: fc.option(fc.constantFrom(...failures), { nil: undefined, freq: 4 }),
});
type Step = typeof step extends fc.Arbitrary<infer TStep> ? TStep : never;

const prompt = ChatPromptTemplate.fromMessages([
  ["system", "be brief"],
  ["human", "{question}"],
]);
const model = new FakeStreamingChatModel({
  chunks: ["a", "b"].map((content, index) => {
    const call = {
      type: "tool_call_chunk" as const,
      index: 0,
      args: index === 0 ? '{"a":' : "1}",
      id: "c",
      name: "add",
    };
    return new AIMessageChunk({ content, id: "m", tool_call_chunks: [call], response_metadata: { index } });
  }),
});
const add = tool((input: unknown) => new AIMessage(JSON.stringify(input)), { name: "add", description: "adds" });

async function play({ kind, data, fails }: Step, config: RunnableConfig): Promise<unknown> {
  const body = (): unknown => {
    if (fails !== undefined) throw fails() as Error;
    return data;
  };
  const stream = async function* (): AsyncGenerator<unknown> {
    yield data;
    yield body();
  };
  const toolRun = { kind: "tool", name: "t", start: { args: data, input: "x", toolCallId: "c" } } as const;
  switch (kind) {
    case "model":
      for await (const _ of await prompt.pipe(model).stream({ question: "why" }, config));
      return undefined;
    case "broken-model":
      return run(
        {
          kind: "chat_model",
          name: "m",
          start: { messages: [new HumanMessage("q")], invocationParams: { data }, options: {} },
        },
        () => {
          body();
          const message = new AIMessageChunk("t");
          return { generations: [[new ChatGenerationChunk({ text: "t", message, generationInfo: { data } })]] };
        },
        config,
      );
    case "tool":
      return add.invoke("3", config);
    case "custom":
    case "retry":
      return run(
        { kind: "chain", name: "says", start: { inputs: data } },
        async (handle) => {
          await handle.custom("mine", data);
          await handle.retry({ attempt: 1, error: fails?.() ?? new TypeError("again") });
        },
        config,
      );
    case "stream":
      for await (const _ of runStream(toolRun, stream, config));
      return undefined;
    case "left-stream":
      for await (const _ of runStream(toolRun, stream, config)) break;
      return undefined;
    case "timeout":
      return run({ kind: "chain", name: "late", start: { inputs: data } }, () => new Promise(() => undefined), {
        ...config,
        timeout: 1,
      });
    default:
      return RunnableLambda.from(body)
        .withConfig({ runName: "step", tags: ["a", "b"] })
        .invoke(data, config);
  }
}

it("reads back what was written, for any run", { timeout: 120_000 }, async () => {
  const scenes = fc.array(step, { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(scenes, anything, async (steps, metadata) => {
      using temporary = temporaryFolder();
      const sink = jsonlHandler({ path: temporary.path });
      const heard: JsonValue[] = [];
      const listening: Handler = { isolate: true, onEvent: (event) => void heard.push(safeJson(event)) };
      await run(
        { kind: "chain", name: "all", start: { inputs: steps.length } },
        async (handle) => {
          for (const each of steps) await play(each, handle.config).catch(() => undefined);
        },
        { callbacks: [sink, listening], metadata: { metadata } },
      );
      await flush();
      await sink.close();
      const read = await eventsIn(temporary.path);
      expect(read.map((event) => safeJson(event))).toEqual(heard);
    }),
    parameters,
  );
});
