import { createAnthropic } from "@ai-sdk/anthropic";
import { RunnableLambda } from "@earshot/core/runnables";
import { toLangChain } from "@earshot/langchain";
import { recordingHandler, startAnthropicServer } from "@earshot/testing";
import { RunnableLambda as LangChainLambda } from "@langchain/core/runnables";
import { generateText } from "ai";
import { expect, it } from "vitest";
import { earshotTelemetry } from "../src/index.js";
import { anthropicReply, secret } from "../../../tests/support/anthropic-reply.js";

(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

// A call that is told nothing needs ambient context.
it.skipIf(process.env["EARSHOT_TEST_AMBIENT"] === "off")(
  "what AI SDK does in an Earshot run below one of LangChain's is heard under its own names",
  async () => {
    await using server = await startAnthropicServer({ reply: anthropicReply });
    const model = createAnthropic({ apiKey: secret, baseURL: `${server.url}/v1` })("answer");
    const ask = RunnableLambda.from(async (prompt: string) => {
      const telemetry = earshotTelemetry({ functionId: "sum" });
      return (await generateText({ model, prompt, experimental_telemetry: telemetry })).text;
    });
    const recording = recordingHandler();
    const outer = LangChainLambda.from((prompt: string, config) => ask.invoke(prompt, config)).withConfig({
      runName: "outer",
    });
    await outer.invoke("q", { callbacks: [toLangChain(recording)] });

    const starts = recording.events.filter(({ type }) => type.endsWith(".start"));
    expect(starts.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "chain.start outer",
      "chain.start RunnableLambda",
      "chain.start sum",
      "chat_model.start answer",
    ]);
  },
);
