// Whatever a model said when it was recorded is heard again when it is replayed, event by event.
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  assertWellFormed,
  normalizedEvents,
  record,
  recordingHandler,
  replayModel,
  scriptedChatModel,
  type RecordingConfig,
  type ScriptedAnswer,
} from "../../src/index.js";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { temporaryFolder } from "../support/temporary-folder.js";

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

type Call = typeof calls extends fc.Arbitrary<infer TCall> ? TCall : never;

async function make(model: BaseChatModel, { asks, way, after }: Call, { callbacks }: RecordingConfig): Promise<void> {
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

test("what was recorded is replayed with the same events", { timeout: 120_000 }, async () => {
  let index = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 5 }), async (program) => {
      const file = inFolder(`${index++}.jsonl`);
      const [recorded, replayed] = [recordingHandler(), recordingHandler()];
      const real = scriptedChatModel(program.map(({ answer }) => answer));
      await record(
        async ({ callbacks }) => {
          for (const call of program) await make(real, call, { callbacks: [...callbacks, recorded] });
        },
        { file },
      );
      const model = replayModel(file);
      for (const call of program) await make(model, call, { callbacks: [replayed] });
      assertWellFormed(replayed.events);
      expect(normalizedEvents(replayed.events)).toEqual(normalizedEvents(recorded.events));
    }),
    { numRuns: Number(process.env["EARSHOT_PROPERTY_RUNS"] ?? 25) },
  );
});
