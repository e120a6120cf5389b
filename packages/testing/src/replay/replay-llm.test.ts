import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { BaseLLM, type BaseLLMCallOptions, type BaseLLMParams } from "@earshot/core/language_models/llms";
import { GenerationChunk, type LLMResult } from "@earshot/core/outputs";
import { PromptTemplate } from "@earshot/core/prompts";
import { createRedactor } from "@earshot/core/redaction";
import { configure } from "@earshot/core/events";
import { describe, expect, it } from "vitest";
import { readAll } from "../../tests/support/read-all.js";
import { temporaryFolder } from "../../tests/support/temporary-folder.js";
import { assertWellFormed } from "../assert-well-formed.js";
import { normalizedEvents } from "../normalized-tree/normalized-events.js";
import { record, type RecordingConfig } from "../recording/record.js";
import { recordingHandler } from "../recording-handler.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import { replayLLM } from "./replay-llm.js";
import { replayModel } from "./replay-model.js";

const inFolder = temporaryFolder();
let files = 0;

interface EchoOptions extends BaseLLMCallOptions {
  temperature?: number;
}

/** A provider's text model: answers with what it was asked, counts tokens, retries and fails as the prompt says, and takes several prompts at once. */
class Echo extends BaseLLM<EchoOptions> {
  static override lc_name(): string {
    return "Echo";
  }

  override _llmType(): string {
    return "echo";
  }

  getLsParams() {
    return { ls_provider: "echo", ls_model_name: "echo-1", ls_model_type: "llm" } as const;
  }

  override invocationParams(options?: this["ParsedCallOptions"]): Record<string, unknown> {
    return { model: "echo-1", temperature: options?.temperature ?? 1 };
  }

  override async _generate(
    prompts: string[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    for (const prompt of prompts) {
      if (prompt.includes("retry")) await runManager?.handleRetry({ attempt: 1, error: new Error("busy"), delayMs: 1 });
      if (prompt.includes("fail")) throw Object.assign(new RangeError("refused"), { code: "REFUSED", status: 400 });
      if (prompt.includes("hang")) await hang(options.signal);
      if (prompt.includes("token")) await runManager?.handleLLMNewToken("to");
    }
    const generations = prompts.map((prompt) => [{ text: `${prompt}!`, generationInfo: { finish_reason: "stop" } }]);
    return { generations, llmOutput: { tokenUsage: { promptTokens: 3, completionTokens: 2, totalTokens: 5 } } };
  }
}

class StreamingEcho extends Echo {
  static override lc_name(): string {
    return "StreamingEcho";
  }

  override async *_streamResponseChunks(
    prompt: string,
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<GenerationChunk> {
    for (const text of prompt.match(/\s*\S+/g) ?? []) {
      if (text.includes("fail")) throw new TypeError("cut");
      if (text.includes("hang")) await hang(options.signal);
      yield new GenerationChunk({ text, generationInfo: { length: text.length } });
    }
  }
}

const hang = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

type Program = (model: BaseLLM<EchoOptions>, config: RecordingConfig) => Promise<unknown>;

/** Everything an outcome says, whether it is a value or an error. */
const outcomeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: Error & { code?: string }) => [error.name, error.message, error.code]);

async function recordedAndReplayed(real: BaseLLM<EchoOptions>, program: Program, params: BaseLLMParams = {}) {
  const file = inFolder(`${++files}.jsonl`);
  const [recorded, replayed] = [recordingHandler(), recordingHandler()];
  const asked = await outcomeOf(
    record(({ callbacks }) => program(real, { callbacks: [...callbacks, recorded] }), { file }),
  );
  const answered = await outcomeOf(program(replayLLM(file, params) as never, { callbacks: [replayed] }));
  assertWellFormed(replayed.events);
  expect(answered).toEqual(asked);
  expect(normalizedEvents(replayed)).toEqual(normalizedEvents(recorded));
  return { file, answered };
}

describe("a text model that is replayed", () => {
  it.each<[title: string, program: Program]>([
    ["a whole answer", (model, config) => model.invoke("Hi there", config)],
    ["a stream", async (model, config) => readAll(await model.stream("Hi there you", config))],
    ["options", (model, config) => model.invoke("Hi", { ...config, temperature: 0.5, stop: ["END"] })],
    ["several prompts in one call", (model, config) => model.generate(["one", "two", "three"], config)],
    ["a retry, and a token without a chunk", (model, config) => model.invoke("retry, token", config)],
    ["a failure", (model, config) => model.invoke("fail", config)],
    ["several that fail together", (model, config) => model.generate(["one", "fail"], config)],
    ["a stream that fails in the middle", async (model, config) => readAll(await model.stream("a b fail c", config))],
    ["a call that takes too long", (model, config) => model.invoke("hang", { ...config, timeout: 15 })],
    [
      "a chain that streams",
      async (model, config) =>
        readAll(await PromptTemplate.fromTemplate("Tell me of {topic}").pipe(model).stream({ topic: "owls" }, config)),
    ],
    [
      "a consumer that leaves",
      async (model, config) => {
        for await (const text of await model.stream("one two three", config)) return text;
        return undefined;
      },
    ],
  ])("is heard as it was: %s", async (_title, program) => {
    await recordedAndReplayed(new Echo(), program);
    const params = { tags: ["mine"], metadata: { of: "the model" } };
    await recordedAndReplayed(new StreamingEcho(params), program, params);
  });

  it("is found by its prompt and options, in any order", async () => {
    const { file } = await recordedAndReplayed(new Echo(), (model, config) => model.batch(["a", "b"], config));
    const model = replayLLM(file, { strict: true });
    expect(await model.batch(["b", "a"])).toEqual(["b!", "a!"]);
    await expect(model.invoke("a")).rejects.toMatchObject({ code: "RECORDING_EXHAUSTED" });
    await expect(model.invoke("c")).rejects.toMatchObject({
      code: "UNRECORDED_REQUEST",
      differences: [{ path: "prompt", expected: "a", actual: "c" }],
    });
    await expect(model.invoke("a", { temperature: 0 })).rejects.toMatchObject({
      differences: [{ path: "options.temperature", actual: 0 }],
    });
    expect(await replayLLM(file, { ignore: [/[a-z]/g] }).invoke("c")).toBe("a!");
  });

  it("is one piece of a stream if it was whole, and whole to an invoke if it was streamed", async () => {
    const model = new StreamingEcho();
    const { file } = await recordedAndReplayed(model, async (real, config) => [
      await real.invoke("a b", config),
      await readAll(await real.stream("c d", config)),
    ]);
    const replayed = replayLLM(file);
    expect(await readAll(await replayed.stream("a b"))).toEqual(["a b!"]);
    expect(await replayed.invoke("c d")).toBe("c d");
  });

  it("stands in one file with chat models, each replayed by its own", async () => {
    const file = inFolder("both.jsonl");
    await record(
      async (config) => {
        await scriptedChatModel("chatted").invoke("Hi", config);
        await new Echo().invoke("Hi", config);
      },
      { file },
    );
    expect(await replayLLM(file).invoke("Hi")).toBe("Hi!");
    expect((await replayModel(file).invoke("Hi")).text).toBe("chatted");
    const chats = inFolder("chats.jsonl");
    await record((config) => scriptedChatModel("chatted").invoke("Hi", config), { file: chats });
    expect(() => replayLLM(chats)).toThrow("its calls are of chat models, which `replayModel` replays");
    const { file: texts } = await recordedAndReplayed(new Echo(), (model, config) => model.invoke("Hi", config));
    expect(() => replayModel(texts)).toThrow("its calls are of text models, which `replayLLM` replays");
    expect(() => replayLLM(texts, { strct: true } as never)).toThrow('there is no "strct"');
  });

  it("is recorded after redaction, and matched after it", async () => {
    const file = inFolder("redacted.jsonl");
    const hide = (value: unknown) => (typeof value === "string" ? value.replaceAll("Ada", "A.") : value);
    const redactor = createRedactor({
      redact: hide,
      startText: () => ({ push: (text) => hide(text) as string, flush: () => "" }),
    });
    const restore = configure({ redactor });
    await record((config) => new Echo().invoke("Hi Ada", config), { file });
    restore();
    await expect(replayLLM(file).invoke("Hi Ada")).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
    expect(await replayLLM(file, { redactor }).invoke("Hi Ada")).toMatch(/^Hi A/);
  });
});
