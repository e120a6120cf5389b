import type { RunKind, Usage } from "@earshot/core/events";
import type { BaseMessage } from "@earshot/core/messages";
import type { JsonValue } from "../schema/trace-event.js";
import { AttributeReader, listOf, parsed } from "./attribute-reader.js";
import type { OtlpSpan } from "./otlp-span.js";
import { eventContents } from "./event-contents.js";
import { toMessages } from "./to-messages.js";

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
  readonly usage: Usage;
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

/** Reads a span in whatever dialects it is written, the more particular one first: many instrumentations write two. */
export function readSpanFacts({ name, attributes, resource, events }: OtlpSpan): SpanFacts {
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
      asked: reader.text(
        "gen_ai.request.model",
        "ai.model.id",
        "llm.request.model_name",
        "llm.model_name",
        "embedding.model_name",
      ),
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
      "gen_ai.retrieval.query.text",
    ),
    output: reader.take(
      "gen_ai.tool.call.result",
      "ai.toolCall.result",
      "output.value",
      "traceloop.entity.output",
      "ai.response.text",
      "ai.response.object",
      "gen_ai.retrieval.documents",
    ),
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
  return reader.text("gen_ai.agent.name", "ai.telemetry.functionId", "traceloop.entity.name");
}

function inputMessages(reader: AttributeReader): BaseMessage[] | undefined {
  const system = toMessages(reader.take("gen_ai.system_instructions"), "system");
  const told =
    listed(reader, "llm.input_messages", "message.") ??
    listed(reader, "gen_ai.prompt", "") ??
    toMessages(reader.take("gen_ai.input.messages", "ai.prompt.messages", "gen_ai.prompt", "llm.prompts"));
  return system === undefined ? told : [...system, ...(told ?? [])];
}

function outputMessages(reader: AttributeReader): BaseMessage[] | undefined {
  const told =
    listed(reader, "llm.output_messages", "message.") ??
    listed(reader, "gen_ai.completion", "") ??
    toMessages(reader.take("gen_ai.output.messages", "gen_ai.completion"), "assistant");
  if (told !== undefined || !(reader.has("ai.response.text") || reader.has("ai.response.toolCalls"))) return told;
  const calls = reader.take("ai.response.toolCalls");
  return toMessages([{ role: "assistant", content: reader.take("ai.response.text") ?? "", tool_calls: calls ?? [] }]);
}

/** Messages spread over keys, as OpenInference (`message.role`) and Traceloop (`role`) have them. */
function listed(reader: AttributeReader, prefix: string, within: string): BaseMessage[] | undefined {
  const items = reader.takeList(prefix);
  if (items.length === 0) return undefined;
  return toMessages(
    items.map((item) => {
      const calls = listOf(item, `${within}tool_calls.`).map((call) => ({
        id: call.get("tool_call.id") ?? call.get("id") ?? "",
        name: call.get("tool_call.function.name") ?? call.get("name") ?? "",
        arguments: call.get("tool_call.function.arguments") ?? call.get("arguments") ?? "{}",
      }));
      const contents = listOf(item, `${within}contents.`).map((part) =>
        Object.fromEntries([...part].map(([key, value]) => [key.replace("message_content.", ""), value])),
      );
      const content = item.get(`${within}content`);
      return {
        role:
          item.get(`${within}role`) ?? (prefix.endsWith("prompt") || prefix.includes("input") ? "user" : "assistant"),
        content: contents.length > 0 ? contents : content === undefined ? "" : parsed(content),
        tool_calls: calls,
        tool_call_id: item.get(`${within}tool_call_id`) ?? "",
      };
    }),
  );
}

function usageOf(reader: AttributeReader): Usage {
  const input = reader.number(
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
    "llm.token_count.prompt",
  );
  const output = reader.number(
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "llm.token_count.completion",
  );
  if (input === undefined && output === undefined) return { source: "unavailable" };
  const read = reader.number(
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "ai.usage.cachedInputTokens",
    "llm.token_count.prompt_details.cache_read",
  );
  const written = reader.number(
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
  );
  const reasoning = reader.number(
    "gen_ai.usage.reasoning.output_tokens",
    "ai.usage.reasoningTokens",
    "llm.token_count.completion_details.reasoning",
  );
  const cached = (read ?? 0) + (written ?? 0);
  const inputs = (input ?? 0) < cached ? (input ?? 0) + cached : (input ?? 0);
  return {
    source: "provider",
    input_tokens: inputs,
    output_tokens: output ?? 0,
    total_tokens: inputs + (output ?? 0),
    input_token_details: {
      ...(read === undefined ? {} : { cache_read: read }),
      ...(written === undefined ? {} : { cache_creation: written }),
    },
    output_token_details: reasoning === undefined ? {} : { reasoning },
  };
}

function tagsOf(reader: AttributeReader): string[] {
  const tags = reader.take("tag.tags", "langfuse.trace.tags");
  return Array.isArray(tags) ? (tags as readonly JsonValue[]).filter((tag) => typeof tag === "string") : [];
}

function metadataOf(reader: AttributeReader, service: JsonValue | undefined): SpanFacts["metadata"] {
  const told = reader.take("metadata");
  const session = reader.text(
    "gen_ai.conversation.id",
    "session.id",
    "langfuse.session.id",
    "traceloop.association.properties.session_id",
    "ai.telemetry.metadata.sessionId",
  );
  const user = reader.text("user.id", "enduser.id");
  return {
    ...(typeof told === "object" && !Array.isArray(told) ? (told as SpanFacts["metadata"]) : {}),
    ...Object.fromEntries(reader.takePrefix("ai.telemetry.metadata.")),
    ...Object.fromEntries(reader.takePrefix("traceloop.association.properties.")),
    ...(typeof service === "string" ? { "service.name": service } : {}),
    ...(user === undefined ? {} : { "user.id": user }),
    ...(session === undefined ? {} : { session_id: session }),
  };
}
