// Whatever a model said when it was recorded is heard again when it is replayed, event by event.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  assertWellFormed,
  normalizedEvents,
  record,
  recordingHandler,
  replayLLM,
  replayModel,
  scriptedChatModel,
  type RecordingConfig,
  type ScriptedAnswer,
} from "../../src/index.js";
import type { CallbackManagerForLLMRun } from "@earshot/core/callbacks/manager";
import { BaseLLM } from "@earshot/core/language_models/llms";
import { GenerationChunk, type LLMResult } from "@earshot/core/outputs";
import { temporaryFolder } from "../support/temporary-folder.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

const inFolder = temporaryFolder();

const usage = fc
  .record({ input: fc.nat(99), output: fc.nat(99), read: fc.option(fc.nat(9), { nil: undefined }) })
  .map(({ input, output, read }) => ({
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    ...(read !== undefined && { input_token_details: { cache_read: read } }),
  }));

const pieces = fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.string({ unit: "binary", maxLength: 4 })), {
  maxLength: 4,
});

const answers: fc.Arbitrary<ScriptedAnswer> = fc.record(
  {
    text: pieces,
    reasoning: pieces,
    toolCalls: fc.array(
      fc.record({
        name: fc.constantFrom("add", "search"),
        args: fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 })),
      }),
      { maxLength: 2 },
    ),
    usage,
    error: fc.record({
      name: fc.constantFrom("BusyError", "TypeError"),
      message: fc.string(),
      code: fc.constant("BUSY"),
      retryable: fc.boolean(),
    }),
    stall: fc.constant(true as const),
    responseMetadata: fc.record({ model: fc.string() }),
    id: fc.uuid(),
  },
  { requiredKeys: [] },
);

const calls = fc.record({
  asks: fc.constantFrom("a", "b", "c"),
  way: fc.constantFrom("invoke", "stream", "leave", "batch"),
  after: fc.nat(3),
  answer: answers,
});

const textAnswers = fc.record(
  {
    pieces,
    info: fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 })),
    usage: fc.record({ promptTokens: fc.nat(99), completionTokens: fc.nat(99), totalTokens: fc.nat(99) }),
    error: fc.record({
      name: fc.constantFrom("BusyError", "TypeError"),
      message: fc.string(),
      code: fc.constant("BUSY"),
    }),
    stall: fc.constant(true as const),
  },
  { requiredKeys: ["pieces"] },
);

type TextAnswer = typeof textAnswers extends fc.Arbitrary<infer TAnswer> ? TAnswer : never;

const textCalls = fc.tuple(calls, textAnswers).map(([call, answer]) => ({ ...call, answer }));

/** A text model that answers as it is told, one answer after the other; what it says before it fails or stalls, it says as tokens. */
class TextModel extends BaseLLM {
  readonly #answers: TextAnswer[];

  constructor(answers: readonly TextAnswer[]) {
    super({});
    this.#answers = [...answers];
  }

  override _llmType(): string {
    return "text";
  }

  protected next(): TextAnswer {
    return this.#answers.shift() as TextAnswer;
  }

  override async _generate(
    _prompts: string[],
    { signal }: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): Promise<LLMResult> {
    const answer = this.next();
    for (const piece of answer.pieces) await runManager?.handleLLMNewToken(piece);
    await endAs(answer, signal);
    const generation = { text: answer.pieces.join(""), ...(answer.info && { generationInfo: answer.info }) };
    return { generations: [[generation]], ...(answer.usage && { llmOutput: { tokenUsage: answer.usage } }) };
  }
}

class StreamingTextModel extends TextModel {
  override async *_streamResponseChunks(
    _prompt: string,
    { signal }: this["ParsedCallOptions"],
  ): AsyncGenerator<GenerationChunk> {
    const answer = this.next();
    for (const text of answer.pieces)
      yield new GenerationChunk({ text, ...(answer.info && { generationInfo: answer.info }) });
    await endAs(answer, signal);
  }
}

async function endAs({ error, stall }: TextAnswer, signal: AbortSignal): Promise<void> {
  if (error !== undefined) throw Object.assign(new Error(error.message), error);
  if (stall === true)
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

type Call = Omit<typeof calls extends fc.Arbitrary<infer TCall> ? TCall : never, "answer">;

/** A chat model or a text model: what is asked is a text. */
interface Asked {
  invoke(input: string, config: object): Promise<unknown>;
  batch(inputs: string[], config: object): Promise<unknown>;
  stream(input: string, config: object): Promise<AsyncIterable<unknown>>;
}

async function make(model: Asked, { asks, way, after }: Call, { callbacks }: RecordingConfig): Promise<void> {
  const config = { callbacks, timeout: 15 };
  try {
    if (way === "invoke") await model.invoke(asks, config);
    else if (way === "batch") await model.batch([`${asks} as one of one`], config);
    else {
      let count = 0;
      for await (const _ of await model.stream(asks, config)) if (way === "leave" && count++ === after) break;
    }
  } catch {
    // that it failed is heard
  }
}

let recordings = 0;

/** Makes the calls while they are recorded, and again on the recording: the same is heard. */
async function expectReplayed(program: readonly Call[], real: Asked, replay: (file: string) => Asked): Promise<void> {
  const file = inFolder(`${recordings++}.jsonl`);
  const [recorded, replayed] = [recordingHandler(), recordingHandler()];
  await record(
    async ({ callbacks }) => {
      for (const call of program) await make(real, call, { callbacks: [...callbacks, recorded] });
    },
    { file },
  );
  const model = replay(file);
  for (const call of program) await make(model, call, { callbacks: [replayed] });
  assertWellFormed(replayed.events);
  expect(normalizedEvents(replayed.events)).toEqual(normalizedEvents(recorded.events));
}

test("what a chat model said is replayed with the same events", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 5 }), async (program) => {
      const real = scriptedChatModel(program.map(({ answer }) => answer));
      await expectReplayed(program, real, replayModel);
    }),
    propertyParametersOf(25),
  );
});

test("what a text model said is replayed with the same events", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(textCalls, { minLength: 1, maxLength: 5 }), async (streams, program) => {
      const answers = program.map(({ answer }) => answer);
      const real = streams ? new StreamingTextModel(answers) : new TextModel(answers);
      await expectReplayed(program, real, replayLLM);
    }),
    propertyParametersOf(25),
  );
});
