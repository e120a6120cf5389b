// A run of a text model against a server on loopback, over real sockets, and the same run replayed by `replayLLM`.
import type { Handler } from "@earshot/core/events";
import type { BaseLLM } from "@earshot/core/language_models/llms";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { PromptTemplate } from "@earshot/core/prompts";
import {
  assertWellFormed,
  normalizedEvents,
  normalizedTree,
  record,
  recordingHandler,
  replayLLM,
} from "@earshot/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readAll } from "../../packages/testing/tests/support/read-all.js";
import { temporaryFolder } from "../../packages/testing/tests/support/temporary-folder.js";
import { CompletionsModel } from "./completions-model.js";
import { type CompletionsServer, startCompletionsServer } from "./completions-server.js";

type Program = (model: BaseLLM, config: { readonly callbacks: Handler[] }) => Promise<unknown>;

const inFolder = temporaryFolder();
let server: CompletionsServer;
beforeAll(async () => void (server = await startCompletionsServer()));
afterAll(() => server[Symbol.asyncDispose]());

const outcomeOf = (run: Promise<unknown>): Promise<unknown> =>
  run.catch((error: Error & { status?: number }) => [error.name, error.message, error.status]);

it.each<[title: string, program: Program, outcome: unknown]>([
  ["a whole answer", (model, config) => model.invoke("one two three", config), "three two one"],
  [
    "a chain that streams",
    async (model, config) =>
      readAll(
        await PromptTemplate.fromTemplate("{a} and {b}")
          .pipe(model)
          .pipe(new StringOutputParser())
          .stream({ a: "you", b: "me" }, config),
      ),
    ["me", " and", " you", ""],
  ],
  [
    "several prompts at once",
    async (model, config) => (await model.generate(["a b", "c d"], config)).generations.map(([answer]) => answer?.text),
    ["b a", "d c"],
  ],
  ["a refusal", (model, config) => model.invoke("busy now", config), ["Error", "the server answered 429", 429]],
  [
    "a connection that breaks off",
    async (model, config) => readAll(await model.stream("never said cut half way", config)),
    ["TypeError", "terminated", undefined],
  ],
  [
    "a consumer that leaves",
    async (model, config) => {
      for await (const piece of await model.stream("one two three four", config)) return piece;
      return undefined;
    },
    "four",
  ],
])("is heard as it was: %s", async (title, program, outcome) => {
  const file = inFolder(`${title}.jsonl`);
  const [recorded, replayed] = [recordingHandler(), recordingHandler()];
  const real = new CompletionsModel(server.url);
  const run = record(({ callbacks }) => program(real, { callbacks: [...callbacks, recorded] }), { file });
  expect(await outcomeOf(run)).toEqual(outcome);
  const asked = server.asked();

  expect(await outcomeOf(program(replayLLM(file), { callbacks: [replayed] }))).toEqual(outcome);
  assertWellFormed(replayed.events);
  expect(normalizedEvents(replayed.events)).toEqual(normalizedEvents(recorded.events));
  expect(normalizedTree(replayed.events)).toEqual(normalizedTree(recorded.events));
  expect(server.asked()).toBe(asked);
});
