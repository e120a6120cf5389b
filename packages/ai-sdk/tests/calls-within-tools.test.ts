import { createAnthropic } from "@ai-sdk/anthropic";
import { configure, run } from "@earshot/core/events";
import {
  assertWellFormed,
  recordingHandler,
  scriptedChatModel,
  startAnthropicServer,
  type AnthropicServer,
} from "@earshot/testing";
import { generateText, stepCountIs, tool } from "ai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { earshotTelemetry } from "../src/index.js";
import { anthropicReply, secret } from "../../../tests/support/anthropic-reply.js";
import { heardTree } from "./support/heard-tree.js";

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

let server: AnthropicServer;
beforeAll(async () => {
  server = await startAnthropicServer({ reply: anthropicReply });
});
afterAll(() => server[Symbol.asyncDispose]());

const model = (name: string) => createAnthropic({ apiKey: secret, baseURL: `${server.url}/v1` })(name);

/** A call that has handlers of its own, and a tool that does some work. */
function callThatWorks(work: () => Promise<string>, own: ReturnType<typeof recordingHandler>) {
  const add = tool({ inputSchema: z.object({ left: z.number(), right: z.number() }), execute: work });
  return generateText({
    model: model("call a tool"),
    tools: { add },
    prompt: "Add",
    stopWhen: stepCountIs(3),
    experimental_telemetry: earshotTelemetry({ callbacks: [own] }),
  });
}

const works: readonly (readonly [string, () => Promise<string>, readonly string[]])[] = [
  [
    "another call",
    async () =>
      (await generateText({ model: model("check"), prompt: "Check", experimental_telemetry: earshotTelemetry() })).text,
    ["    chain ok", "      chat_model ok"],
  ],
  [
    "a model of Earshot's",
    async () => (await scriptedChatModel(["It is right."]).invoke("Check")).text,
    ["    chat_model ok"],
  ],
];

// What a tool calls is told nothing: it needs ambient context.
describe.skipIf(process.env["EARSHOT_TEST_AMBIENT"] === "off")(
  "what a tool does of a call with callbacks of its own",
  () => {
    it.each(works)("is heard by those and by the configured ones, as one tree: %s", async (_name, work, below) => {
      const [configured, own] = [recordingHandler(), recordingHandler()];
      const restore = configure({ callbacks: [configured] });
      try {
        await callThatWorks(work, own);
      } finally {
        restore();
      }
      for (const { events } of [configured, own]) {
        assertWellFormed(events);
        expect(heardTree(events)).toEqual(["chain ok", "  chat_model ok", "  tool ok", ...below, "  chat_model ok"]);
      }
      expect(own.events).toEqual(configured.events);
    });

    it.each(works)("is heard by those and by whoever hears the run around it: %s", async (_name, work, below) => {
      const [around, own] = [recordingHandler(), recordingHandler()];
      const outer = { kind: "chain", name: "outer", start: { inputs: 1 } } as const;
      await run(outer, () => callThatWorks(work, own), { callbacks: [around] });
      assertWellFormed(around.events);
      const call = [
        "  chain ok",
        "    chat_model ok",
        "    tool ok",
        ...below.map((line) => `  ${line}`),
        "    chat_model ok",
      ];
      expect(heardTree(around.events)).toEqual(["chain ok", ...call]);
      const heard = new Set(around.events);
      expect(own.events.filter((event) => !heard.has(event))).toEqual([]);
      expect(own.events).toHaveLength(around.events.length - 2);
    });
  },
);
