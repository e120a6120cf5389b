import type * as OpenAI from "@ai-sdk/openai";
import { earshotIntegration, earshotMiddleware, earshotTelemetry, type EarshotIntegration } from "@earshot/ai-sdk";
import { assertWellFormed, recordingHandler, type RecordingHandler } from "@earshot/testing";
import type * as AI from "ai";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openAIOnLoopback } from "../../support/openai-on-loopback.js";
import { scripted } from "../../support/openai-protocol.js";
import { installedVersion, type Folder } from "../lane.js";
import { limited, rowIsSaid } from "./row-is-said.js";

const schema = z.object({ left: z.number(), right: z.number() });
const agentKinds = ["chain", "chat_model", "tool", "chat_model"];

/** The kinds of the runs in the order of their starts, all below the first. */
async function kindsOf(recording: RecordingHandler): Promise<string[]> {
  await expect.poll(() => recording.events.at(-1)?.type).toBe("chain.end");
  assertWellFormed(recording.events);
  const starts = recording.events.filter(({ type }) => type.endsWith(".start"));
  const [root] = starts;
  expect(starts.slice(1).every(({ parentRunId }) => parentRunId === root?.runId)).toBe(true);
  return starts.map(({ kind }) => kind);
}

const statuses = ({ events }: RecordingHandler): unknown[] =>
  events.flatMap((event) => ("status" in event ? [event.status] : []));

/** What is heard of a call, and what tells it. */
const ears = (callbacks = [recordingHandler()]) => ({
  heard: callbacks[0] as RecordingHandler,
  experimental_telemetry: earshotTelemetry({ callbacks }),
});

/** A version of AI SDK, with the provider that is asked. */
interface AISDKVersion {
  readonly ai: typeof AI;
  readonly createOpenAI: typeof OpenAI.createOpenAI;
  /** Where it is, if it isn't the lane's own. */
  readonly folder?: Folder;
}

/** Has the calls of a version of AI SDK heard, and writes its row. */
export function examineCalls({ ai, createOpenAI, folder }: AISDKVersion): void {
  const major = Number(installedVersion("ai", folder).split(".")[0]);
  const {
    embed,
    embedMany,
    generateObject,
    generateText,
    stepCountIs,
    streamObject,
    streamText,
    tool,
    ToolLoopAgent,
    wrapLanguageModel,
  } = ai;

  describe(`calls of AI SDK ${major}, heard`, () => {
    const { openai, asked } = openAIOnLoopback(createOpenAI);
    const model = (name: string) => openai().chat(name);
    const add = tool({ inputSchema: schema, execute: ({ left, right }) => left + right });

    it("`generateText`: its call, steps and tools as one tree, with answers, usage and tool calls", async () => {
      const { heard, ...telemetry } = ears();
      const stopWhen = stepCountIs(3);
      await generateText({ model: model("call a tool"), tools: { add }, prompt: "Add", stopWhen, ...telemetry });
      expect(await kindsOf(heard)).toEqual(agentKinds);
      expect(heard.ofType("tool.end")[0]?.output).toBe(3);
      expect(heard.ofType("tool.start")[0]).toMatchObject({ args: scripted.toolCall.args, toolCallId: "call_1" });
      expect(heard.ofType("chat_model.end").at(-1)).toMatchObject({ usage: { ...scripted.usage, source: "provider" } });
    });

    it("`streamText`: each token before its consumer has it", async () => {
      const { heard, ...telemetry } = ears();
      let text = "";
      for await (const piece of streamText({ model: model("answer"), prompt: "Say", ...telemetry }).textStream) {
        text += piece;
        expect(
          heard
            .ofType("chat_model.delta")
            .map((delta) => delta.text)
            .join("")
            .startsWith(text),
        ).toBe(true);
      }
      expect(text).toBe(scripted.text);
      expect(await kindsOf(heard)).toEqual(["chain", "chat_model"]);
    });

    it.runIf("ToolLoopAgent" in ai)("agents (`ToolLoopAgent`)", async () => {
      const { heard, ...telemetry } = ears();
      const agent = new ToolLoopAgent({ model: model("call a tool"), tools: { add }, ...telemetry });
      await agent.generate({ prompt: "Add" });
      expect(await kindsOf(heard)).toEqual(agentKinds);
    });

    it("`generateObject`, `streamObject`", async () => {
      const { heard, ...telemetry } = ears();
      await generateObject({ model: model("answer"), schema, prompt: "Add", ...telemetry });
      expect(await kindsOf(heard)).toEqual(["chain", "chat_model"]);
      expect(heard.ofType("chain.end")[0]?.outputs).toMatchObject({ object: scripted.toolCall.args });
      const streamed = ears();
      const { experimental_telemetry } = streamed;
      const stream = streamObject({ model: model("answer"), schema, prompt: "Add", experimental_telemetry });
      for await (const _ of stream.partialObjectStream) continue;
      expect(await stream.object).toEqual(scripted.toolCall.args);
      expect(await kindsOf(streamed.heard)).toEqual(["chain", "chat_model"]);
    });

    it("`embed`, `embedMany`: texts, dimensions, usage", async () => {
      const vectors = openai().textEmbeddingModel("text-embedding-3-small");
      for (const call of [
        (telemetry: object) => embed({ model: vectors, value: "owl", ...telemetry }),
        (telemetry: object) => embedMany({ model: vectors, values: ["owl", "heron"], ...telemetry }),
      ]) {
        const { heard, ...telemetry } = ears();
        await call(telemetry);
        expect(await kindsOf(heard)).toEqual(["chain", "embedding"]);
        expect(heard.ofType("embedding.end")[0]).toMatchObject({ dimensions: 2, usage: { input_tokens: 3 } });
      }
    });

    it("an abort ends all that is open as cancelled, a failure as an error", async () => {
      const failed = ears();
      const { experimental_telemetry } = failed;
      const call = generateText({ model: model("fail"), prompt: "Say", maxRetries: 0, experimental_telemetry });
      await expect(call).rejects.toThrow("no such thing");
      await kindsOf(failed.heard);
      expect(statuses(failed.heard)).toEqual(["error", "error"]);
      const { heard, ...telemetry } = ears();
      const abort = new AbortController();
      const stream = streamText({ model: model("hang"), prompt: "Say", abortSignal: abort.signal, ...telemetry });
      for await (const piece of stream.textStream) if (piece !== "") break;
      abort.abort();
      await kindsOf(heard);
      expect(statuses(heard)).toEqual(["cancelled", "cancelled"]);
    });

    it("a guard keeps the model from being asked", async () => {
      const objection = new Error("over the limit");
      const guard = { raiseError: true, handleChatModelStart: () => Promise.reject(objection) };
      const before = asked();
      const experimental_telemetry = earshotTelemetry({ callbacks: [guard] });
      await expect(
        generateText({ model: model("answer"), prompt: "Say", maxRetries: 0, experimental_telemetry }),
      ).rejects.toBe(objection);
      expect(asked()).toBe(before);
    });

    it("`earshotMiddleware`: every call of a model; with telemetry, once", async () => {
      const { heard, ...telemetry } = ears();
      const wrapped = wrapLanguageModel({
        model: model("answer"),
        middleware: earshotMiddleware({ callbacks: [heard] }),
      });
      await streamText({ model: wrapped, prompt: "Say", ...telemetry }).consumeStream();
      expect(await kindsOf(heard)).toEqual(["chain", "chat_model"]);
    });

    it.runIf(major >= 7)("`registerTelemetry(earshotIntegration(…))`: every call of the process", async () => {
      const { registerTelemetry } = ai as unknown as { registerTelemetry(integration: EarshotIntegration): void };
      const heard = recordingHandler();
      registerTelemetry(earshotIntegration({ callbacks: [heard], metadata: { app: "owls" } }));
      await Promise.all(["a", "b"].map((prompt) => generateText({ model: model("answer"), prompt })));
      const roots = heard.ofType("chain.start");
      expect(roots.map(({ metadata }) => metadata["app"])).toEqual(["owls", "owls"]);
      assertWellFormed(heard.events);
      (globalThis as { AI_SDK_TELEMETRY_INTEGRATIONS?: unknown }).AI_SDK_TELEMETRY_INTEGRATIONS = [];
    });

    it.runIf(major >= 7)(
      "A guard doesn't keep `generateObject`, `streamObject` and `embed` from their models, unless it hears these by `earshotMiddleware`",
      async ({ annotate }) => {
        await annotate("AI SDK 7 drops what its hooks throw, and has none around these requests", limited);
        const guard = { raiseError: true, handleChatModelStart: () => Promise.reject(new Error("no")) };
        const experimental_telemetry = earshotTelemetry({ callbacks: [guard] });
        const call = { model: model("answer"), schema, prompt: "Add", experimental_telemetry };
        expect((await generateObject(call)).object).toEqual(scripted.toolCall.args);
      },
    );

    it.runIf(major >= 7)(
      "The pieces of `streamObject` are heard by `earshotMiddleware` alone",
      async ({ annotate }) => {
        await annotate("AI SDK 7 tells of that stream's start and end only", limited);
        const { heard, ...telemetry } = ears();
        const stream = streamObject({ model: model("answer"), schema, prompt: "Add", ...telemetry });
        for await (const _ of stream.partialObjectStream) continue;
        expect(await kindsOf(heard)).toEqual(["chain", "chat_model"]);
        expect(heard.ofType("chat_model.delta")).toEqual([]);
      },
    );

    rowIsSaid("AI SDK", "ai", { folder });
  });
}
