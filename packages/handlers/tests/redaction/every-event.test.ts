import { Document } from "@earshot/core/documents";
import { configure, flush, run, runStream, type Handler } from "@earshot/core/events";
import { AIMessage, AIMessageChunk, HumanMessage } from "@earshot/core/messages";
import { ChatGenerationChunk } from "@earshot/core/outputs";
import { createRedactor } from "@earshot/core/redaction";
import { recordingHandler } from "@earshot/testing";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { personalData, redactionRules, secrets } from "@earshot/handlers/redaction";
import { allStringsIn } from "../support/all-strings-in.js";
import { harmless, sensitive } from "../support/redaction-corpus.js";
import { StreamingModel } from "../support/streaming-model.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

let restore = (): void => undefined;
afterEach(() => restore());

/** Hears all there is, both ways. */
function listen(): { readonly handlers: readonly Handler[]; readonly heard: () => string } {
  const recording = recordingHandler();
  const calls: unknown[][] = [];
  const scribe: Record<string, unknown> = {};
  for (const method of methods) scribe[method] = (...values: unknown[]) => void calls.push(values);
  return {
    handlers: [recording, scribe as Handler],
    heard: () =>
      allStringsIn([recording.events, recording.events.map(({ serialized }) => serialized), calls]).join("\u0000"),
  };
}

const methods = [
  "handleChainStart",
  "handleChainEnd",
  "handleChainError",
  "handleLLMStart",
  "handleChatModelStart",
  "handleLLMNewToken",
  "handleLLMEnd",
  "handleLLMError",
  "handleToolStart",
  "handleToolEvent",
  "handleToolEnd",
  "handleToolError",
  "handleRetrieverStart",
  "handleRetrieverEnd",
  "handleRetrieverError",
  "handleText",
  "handleCustomEvent",
  "handleAgentAction",
  "handleAgentEnd",
];

/** What was split, put together again: a handler that joins the pieces must not come by it either. */
function split(text: string, at: readonly number[]): string[] {
  const places = [...new Set(at.map((place) => place % (text.length + 1)))].sort((left, right) => left - right);
  return [0, ...places].map((start, index) => text.slice(start, places[index]));
}

/** Runs a tree that says `text` in every way there is, whole and in `pieces`. */
async function sayEverywhere(text: string, pieces: readonly string[], callbacks: readonly Handler[]): Promise<void> {
  const error = Object.assign(new Error(`failed at ${text}`, { cause: { body: text } }), {
    headers: new Headers({ "x-a": /^[\x20-\x7e]*$/.test(text) ? text : "x" }),
    body: text,
  });
  const config = {
    callbacks,
    tags: [text],
    metadata: { user: { [text]: text, list: new Set([text]) } },
    runName: text,
  };
  const serialized = { lc: 1 as const, type: "constructor" as const, id: [text], kwargs: { key: text } };
  await run(
    {
      kind: "chain",
      name: text,
      serialized,
      start: {
        inputs: {
          deep: [new Map([[text, { text }]])],
          url: new URL(`https://example.org/#${"x"}`),
        },
      },
    },
    async (handle) => {
      await handle.text(text);
      await handle.custom(text, { data: [text, new HumanMessage(text)] });
      const model = new StreamingModel(pieces);
      for await (const _ of await model.stream(
        [new HumanMessage({ content: [{ type: "text", text }] })],
        handle.config,
      ));
      await model.invoke(text, handle.config);
      const tool = {
        kind: "tool",
        name: "tool",
        start: { args: { value: text }, input: JSON.stringify({ value: text }), toolCallId: text },
      } as const;
      for await (const _ of runStream(
        tool,
        async function* () {
          yield* pieces;
          yield { done: text };
        },
        handle.config,
      ));
      await run(
        { kind: "retriever", name: "r", start: { query: text } },
        () => [new Document({ pageContent: text, metadata: { source: text } })],
        handle.config,
      );
      await run({ kind: "embedding", name: "e", start: { texts: [text] } }, () => [[1]] as never, handle.config);
      const llm = {
        kind: "llm",
        name: "llm",
        start: { prompt: text, invocationParams: { key: text }, options: { stop: [text] } },
        combine: (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] }),
      } as const;
      for await (const _ of runStream(
        llm,
        async function* () {
          yield* pieces;
        },
        handle.config,
      ));
      await run(
        { kind: "chain", name: "fails", start: { inputs: text } },
        () => Promise.reject(error),
        handle.config,
      ).catch(() => undefined);
      const message = new AIMessage({
        content: pieces.map((piece) => ({ type: "text", text: piece })),
        tool_calls: [{ id: "1", name: "t", args: { value: text } }],
        additional_kwargs: { raw: text },
      });
      return {
        text,
        message,
        chunk: new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) }),
      };
    },
    config,
  );
  await flush();
}

it("no secret of the corpus reaches a handler, in any event, split at any points, in any text", async () => {
  restore = configure({ redactor: createRedactor(redactionRules([secrets, personalData])) });
  // A group of digits before a number makes it another, longer one, which a rule may leave.
  const before = fc.string({ maxLength: 10 }).map((text) => `${text.replace(/\d+$/, "")} `);
  const after = fc.string({ maxLength: 10 }).map((text) => `; ${text}`);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sensitive),
      fc.array(fc.nat(), { maxLength: 12 }),
      before,
      after,
      async ({ text }, at, head, tail) => {
        const { handlers, heard } = listen();
        await sayEverywhere(`${head}${text}${tail}`, split(`${head}${text}${tail}`, at), handlers);
        expect(heard().includes(text)).toBe(false);
      },
    ),
    propertyParametersOf(150),
  );
}, 120_000);

it("texts without secrets reach handlers as they are", async () => {
  restore = configure({ redactor: createRedactor(redactionRules([secrets, personalData])) });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...harmless), fc.array(fc.nat(), { maxLength: 12 }), async ({ text }, at) => {
      const said = `it is ${text}, so`;
      const recording = recordingHandler();
      await sayEverywhere(said, split(said, at), [recording]);
      // A tool's output is a list of the pieces: each is a text of its own there, and may look like what the whole is not.
      const told = recording.events.filter(({ type }) => type !== "tool.end");
      expect(allStringsIn(told).filter((shown) => /redacted|withheld/.test(shown))).toEqual([]);
      const deltas = recording.ofType("chat_model.delta");
      const partsOf = (type: string) =>
        deltas
          .flatMap(({ parts }) => parts)
          .flatMap((part) =>
            part.type !== type ? [] : part.type === "tool_call" ? [part.args] : "text" in part ? [part.text] : [],
          );
      expect(deltas.map(({ text }) => text).join("")).toBe(said);
      expect(partsOf("reasoning").join("")).toBe(said);
      expect(partsOf("tool_call").join("")).toBe(JSON.stringify({ value: said }));
      expect(recording.ofType("chain.start")[0]?.inputs).toMatchObject({ deep: [new Map([[said, { text: said }]])] });
    }),
    propertyParametersOf(40),
  );
}, 120_000);
