import type { ForeignStart } from "@earshot/core/events/foreign";
import { modelMetadata } from "./model-metadata.js";
import { inputsOf, markingsOf } from "./call-attributes.js";
import { invocationParamsOf, messagesOf, modelOf } from "./model-attributes.js";
import { parsed, type SpanAttributes } from "./span-attributes.js";

/** The kinds of runs that AI SDK's pieces of work are. */
export type SpanKind = "chain" | "chat_model" | "tool" | "embedding";

/** What kind of run a piece of work is, by its name: `ai.generateText`, `ai.generateText.doGenerate`, `ai.toolCall` … */
export function kindOf(name: string): SpanKind {
  if (name === "ai.toolCall") return "tool";
  if (name.endsWith(".doGenerate") || name.endsWith(".doStream")) return "chat_model";
  return name.endsWith(".doEmbed") ? "embedding" : "chain";
}

type Told = Omit<ForeignStart, "runId" | "runName">;

/** What is told of a piece of work as it starts. */
export function toStart(name: string, attributes: SpanAttributes, parentRunId: string | undefined): Told {
  const { functionId, metadata } = markingsOf(attributes);
  const kind = kindOf(name);
  const facts = { parentRunId, heldWhileOpen: undefined };
  switch (kind) {
    case "tool": {
      const args = attributes["ai.toolCall.args"];
      const input = typeof args === "string" ? args : "";
      const toolCallId = attributes["ai.toolCall.id"] as string | undefined;
      const tool = String(attributes["ai.toolCall.name"]);
      return { ...facts, kind, name: tool, metadata, start: { args: parsed(args), input, toolCallId } };
    }
    case "chat_model": {
      const model = modelOf(attributes);
      const start = { messages: messagesOf(attributes), invocationParams: invocationParamsOf(attributes), options: {} };
      return { ...facts, kind, name: model.modelId, metadata: { ...modelMetadata(model), ...metadata }, start };
    }
    case "embedding": {
      const texts = inputsOf(attributes);
      return {
        ...facts,
        kind,
        name: modelOf(attributes).modelId,
        metadata,
        start: { texts: (Array.isArray(texts) ? texts : [texts]) as string[] },
      };
    }
    case "chain":
      return {
        ...facts,
        kind,
        name: functionId ?? name.replace(/^ai\./, ""),
        metadata,
        start: { inputs: inputsOf(attributes) },
      };
  }
}
