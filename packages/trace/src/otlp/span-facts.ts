import { type RunKind, safeJson, type Usage } from "@earshot/core/events";
import type { BaseMessage } from "@earshot/core/messages";
import { metadataLimits } from "../events/metadata-limits.js";
import type { JsonValue } from "../schema/trace-event.js";
import { AttributeReader } from "./attribute-reader.js";
import type { OtlpSpan } from "./otlp-span.js";
import { eventContents } from "./event-contents.js";
import { parametersOf } from "./span-parameters.js";
import { inputMessages, outputMessages } from "./span-messages.js";
import { firstTokenOf } from "./span-first-token.js";
import { retrievedDocuments } from "./retrieved-documents.js";
import { usageOf } from "./span-usage.js";

/** What a span says in the words of one dialect or another. */
export interface SpanFacts {
  readonly dialect: "openinference" | "ai_sdk" | "traceloop" | "gen_ai" | undefined;
  readonly kind: RunKind;
  readonly runType: string | undefined;
  readonly name: string;
  readonly model: { readonly asked: string | undefined; readonly answered: string | undefined };
  readonly provider: string | undefined;
  readonly messages: readonly BaseMessage[] | undefined;
  readonly answer: readonly BaseMessage[] | undefined;
  readonly input: JsonValue | undefined;
  readonly output: JsonValue | undefined;
  /** What a model was asked with besides messages; its name included. */
  readonly parameters: { readonly [key: string]: JsonValue };
  readonly usage: Usage;
  /** Unix milliseconds. */
  readonly firstTokenAt: number | undefined;
  /** US dollars, as the source reckoned them. */
  readonly cost: number | undefined;
  readonly tags: readonly string[];
  readonly metadata: { readonly [key: string]: JsonValue };
  readonly toolCallId: string | undefined;
  /** What no dialect took. */
  readonly rest: { readonly [key: string]: JsonValue };
}

const kinds: Readonly<Record<string, RunKind>> = {
  llm: "chat_model",
  chat: "chat_model",
  generate_content: "chat_model",
  completion: "llm",
  text_completion: "llm",
  embedding: "embedding",
  embeddings: "embedding",
  retriever: "retriever",
  retrieval: "retriever",
  tool: "tool",
  execute_tool: "tool",
};

const aiSdkKinds: readonly (readonly [RegExp, RunKind])[] = [
  [/\.do(Generate|Stream)$/u, "chat_model"],
  [/\.doEmbed$/u, "embedding"],
  [/^ai\.toolCall$/u, "tool"],
];

const askedModel = [
  "gen_ai.request.model",
  "ai.model.id",
  "llm.request.model_name",
  "llm.model_name",
  "embedding.model_name",
];

/** Reads a span in whatever dialects it is written, the more particular one first: many instrumentations write two. */
export function readSpanFacts(span: OtlpSpan): SpanFacts {
  const { name, attributes, resource, events } = span;
  const reader = new AttributeReader(attributes);
  const operation = reader.text("ai.operationId");
  const word = reader
    .text("openinference.span.kind", "traceloop.span.kind", "gen_ai.operation.name", "llm.request.type")
    ?.toLowerCase();
  const dialect = dialectOf(reader);
  const listed = aiSdkKinds.find(([pattern]) => operation !== undefined && pattern.test(operation))?.[1];
  const kind = listed ?? (operation === undefined ? kindOf(word, reader) : "chain");
  const said = eventContents(events);
  const isModel = kind === "chat_model" || kind === "llm";
  return {
    dialect,
    kind,
    runType: kind === "chain" ? (operation === undefined ? (word ?? "span") : "ai_sdk") : undefined,
    name: nameOf(reader, kind) ?? name,
    model: {
      asked: reader.text(...askedModel),
      answered: reader.text("gen_ai.response.model", "ai.response.model", "llm.response.model_name", "llm.model_name"),
    },
    provider: reader
      .text("gen_ai.provider.name", "llm.provider", "gen_ai.system", "llm.system", "ai.model.provider")
      ?.toLowerCase(),
    messages: isModel ? (inputMessages(reader) ?? said.input) : undefined,
    answer: isModel ? (outputMessages(reader) ?? said.output) : undefined,
    input: reader.take(
      "gen_ai.tool.call.arguments",
      "ai.toolCall.args",
      "input.value",
      "traceloop.entity.input",
      "ai.prompt",
      "ai.value",
      "ai.values",
      "gen_ai.retrieval.query.text",
    ),
    output:
      retrievedDocuments(reader) ??
      reader.take(
        "gen_ai.tool.call.result",
        "ai.toolCall.result",
        "output.value",
        "traceloop.entity.output",
        "ai.response.text",
        "ai.response.object",
        "gen_ai.retrieval.documents",
      ),
    parameters: isModel ? parametersOf(reader) : {},
    firstTokenAt: kind === "chain" ? undefined : firstTokenOf(reader, span),
    usage: kind === "chain" ? { source: "unavailable" } : usageOf(reader),
    cost: reader.number("llm.cost.total", "gen_ai.usage.cost"),
    tags: tagsOf(reader),
    metadata: metadataOf(reader, resource.get("service.name")),
    toolCallId: reader.text("gen_ai.tool.call.id", "ai.toolCall.id", "tool_call.id"),
    rest: reader.rest,
  };
}

function dialectOf(reader: AttributeReader): SpanFacts["dialect"] {
  if (reader.has("openinference.span.kind")) return "openinference";
  if (reader.has("ai.operationId")) return "ai_sdk";
  if (reader.hasPrefix("traceloop.") || reader.has("llm.request.type") || reader.hasPrefix("gen_ai.prompt."))
    return "traceloop";
  return reader.hasPrefix("gen_ai.") ? "gen_ai" : undefined;
}

function kindOf(word: string | undefined, reader: AttributeReader): RunKind {
  if (word !== undefined) return kinds[word] ?? "chain";
  return reader.has("gen_ai.request.model") ? "chat_model" : "chain";
}

function nameOf(reader: AttributeReader, kind: RunKind): string | undefined {
  if (kind === "tool") return reader.text("gen_ai.tool.name", "ai.toolCall.name", "tool.name", "traceloop.entity.name");
  // Calls of AI SDK are named by whoever made them, and what they ask after what is asked: all spans of a call say its name.
  if (kind !== "chain" && reader.has("ai.operationId")) return reader.text("ai.model.id");
  return reader.text("gen_ai.agent.name", "ai.telemetry.functionId", "traceloop.entity.name");
}

function tagsOf(reader: AttributeReader): string[] {
  const tags = reader.take("tag.tags", "langfuse.trace.tags");
  return Array.isArray(tags) ? (tags as readonly JsonValue[]).filter((tag) => typeof tag === "string") : [];
}

/**
 * Lists show metadata, so it is bounded as that of Earshot's own runs is. All of it stays where it came, too.
 */
function metadataOf(reader: AttributeReader, service: JsonValue | undefined): SpanFacts["metadata"] {
  const told = reader.peek("metadata");
  const session = reader.text(
    "gen_ai.conversation.id",
    "session.id",
    "langfuse.session.id",
    "traceloop.association.properties.session_id",
    "ai.telemetry.metadata.sessionId",
  );
  const user = reader.text("user.id", "enduser.id");
  return safeJson(
    {
      ...(typeof told === "object" && !Array.isArray(told) ? told : {}),
      ...Object.fromEntries(reader.peekPrefix("ai.telemetry.metadata.")),
      ...Object.fromEntries(reader.peekPrefix("traceloop.association.properties.")),
      ...(typeof service === "string" ? { "service.name": service } : {}),
      ...(user === undefined ? {} : { "user.id": user }),
      ...(session === undefined ? {} : { session_id: session }),
    },
    metadataLimits,
  ) as SpanFacts["metadata"];
}
