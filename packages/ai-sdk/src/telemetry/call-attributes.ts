import { parsed, type SpanAttributes } from "./span-attributes.js";

/** What a call was made with, as far as telemetry records inputs. */
export function inputsOf(attributes: SpanAttributes): unknown {
  const { "ai.prompt": prompt, "ai.value": value, "ai.values": values, "ai.documents": documents } = attributes;
  if (prompt !== undefined) return parsed(prompt);
  if (value !== undefined) return parsed(value);
  return Array.isArray(values) ? values.map(parsed) : Array.isArray(documents) ? documents.map(parsed) : {};
}

const json = new Set(["toolCalls", "object", "providerMetadata", "files"]);

/** What a call came to, as far as telemetry records outputs. */
export function outputsOf(attributes: SpanAttributes): Record<string, unknown> {
  const outputs: Record<string, unknown> = {};
  const prefix = "ai.response.";
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith(prefix) || value === undefined) continue;
    const key = name.slice(prefix.length);
    outputs[key] = json.has(key) ? parsed(value) : value;
  }
  return outputs;
}

/** What the caller has the call named and marked with. */
export function markingsOf(attributes: SpanAttributes): {
  readonly functionId: string | undefined;
  readonly metadata: Record<string, unknown>;
} {
  const metadata: Record<string, unknown> = {};
  const prefix = "ai.telemetry.metadata.";
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith(prefix)) metadata[name.slice(prefix.length)] = value;
  return { functionId: attributes["ai.telemetry.functionId"] as string | undefined, metadata };
}
