// AI SDK's own spans of a call with a tool, by OpenTelemetry's exporter, a span a batch, children first: `<url of OTLP> <url of OpenAI's API>`.
import { createOpenAI } from "@ai-sdk/openai";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { NodeTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-node";
import { generateText, stepCountIs, tool } from "ai";
import { z } from "zod";

const [url, baseURL] = process.argv.slice(2);
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new OTLPTraceExporter({ url }))] });
provider.register();
globalThis.AI_SDK_LOG_WARNINGS = false;
await generateText({
  model: createOpenAI({ baseURL, apiKey: "any" }).chat("call a tool"),
  temperature: 0.5,
  prompt: "1 and 2?",
  stopWhen: stepCountIs(3),
  tools: {
    add: tool({
      inputSchema: z.object({ left: z.number(), right: z.number() }),
      execute: ({ left, right }) => left + right,
    }),
  },
  experimental_telemetry: { isEnabled: true, functionId: "sum", metadata: { sessionId: "s" } },
});
await provider.shutdown();
