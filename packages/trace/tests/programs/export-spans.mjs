// Sends two spans with an exporter of OpenTelemetry: a program of its own, for these packages' builds are meant for bundlers where tests resolve modules.
import { context, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter as HttpExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const [exporter, url, compression] = process.argv.slice(2);
const Exporter = exporter === "proto" ? ProtoExporter : HttpExporter;
const provider = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new Exporter({ url, compression }))],
});
const tracer = provider.getTracer("test", "1");
const attributes = { "gen_ai.operation.name": "invoke_agent", ratio: 0.25, whole: 7, list: ["a", "b"], yes: true };
const parent = tracer.startSpan("agent", { attributes });
const links = [{ context: parent.spanContext() }];
const chat = { attributes: { "gen_ai.operation.name": "chat" }, links };
const child = tracer.startSpan("chat m", chat, trace.setSpan(context.active(), parent));
child.addEvent("note", { at: 1 });
child.recordException(new RangeError("low"));
child.setStatus({ code: SpanStatusCode.ERROR, message: "low" });
child.end();
parent.end();
await provider.shutdown();
