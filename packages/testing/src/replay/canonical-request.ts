import type { JsonValue } from "@earshot/core/events";
import { ValueEncoder } from "@earshot/core/events/json";
import { wholeLines } from "../normalized-tree/whole-lines.js";
import { maskSecrets, type Secrets } from "../recording/mask-secrets.js";
import { toolsAsData } from "../recording/tools-as-data.js";
import type { AskedRequest } from "./asked-request.js";
import { canonicalTool } from "./canonical-tool.js";

type Json = Readonly<Record<string, JsonValue | undefined>>;

/** A request as it is compared: what a model is asked, and nothing of when, by whom and with which ids. */
export interface CanonicalRequest {
  /** Of a chat model. */
  readonly messages?: JsonValue;
  /** Of a text model. */
  readonly prompt?: JsonValue;
  readonly options: { readonly [key: string]: JsonValue };
}

/** What of a request is passed over. */
export interface Canonicalising {
  /** Paths such as `"options.user"` or `"messages.*.name"`, and patterns of texts. */
  readonly ignore: readonly (string | RegExp)[];
  readonly secrets: Secrets;
}

/** Options that say how to ask, not what. */
const volatileOptions = new Set([
  "signal",
  "headers",
  "timeout",
  "maxRetries",
  "streamUsage",
  "stream",
  "stream_options",
  "ls_structured_output_format",
]);

/** Plain data of any values, in the form that recordings have. */
export function toJson(value: unknown): JsonValue {
  return new ValueEncoder(wholeLines).encode(value);
}

/** The request that a call makes. */
export function canonicalRequest(
  { messages, prompt, options }: AskedRequest,
  canonicalising: Canonicalising,
): CanonicalRequest {
  const asked = prompt === undefined ? { messages: toJson(messages) } : { prompt: toJson(prompt) };
  return canonicalJson({ ...asked, options: toJson(toolsAsData(options)) }, canonicalising);
}

/** The same of a request that is JSON already. */
export function canonicalJson(
  { messages, prompt, options }: Json,
  { ignore, secrets }: Canonicalising,
): CanonicalRequest {
  const ids = new Map<string, string>();
  const listed = Array.isArray(messages) ? messages : [];
  const asked =
    prompt === undefined
      ? { messages: listed.map((message) => canonicalMessage(maskSecrets(message, secrets, false), ids)) }
      : { prompt: maskSecrets(prompt, secrets, false) };
  const shown = {
    ...asked,
    options: canonicalOptions(maskSecrets(options ?? {}, secrets, true) as Json),
  };
  const paths = ignore.filter((each) => typeof each === "string").map((path) => path.split("."));
  const patterns = ignore.filter((each) => each instanceof RegExp);
  return without(shown, { paths, patterns }) as unknown as CanonicalRequest;
}

function canonicalOptions(options: Json): Json {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(options).sort()) {
    const value = options[key];
    if (value === undefined || volatileOptions.has(key)) continue;
    kept[key] = key === "tools" && Array.isArray(value) ? value.map(canonicalTool) : value;
  }
  return kept;
}

/** Chunks are the messages that they add up to; ids, metadata and figures are the provider's, not the request's. */
function canonicalMessage(message: JsonValue, ids: Map<string, string>): JsonValue {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return message; // redacted to something else
  const { $: tag, content, name, role, status, tool_call_id, tool_calls } = message as Json;
  if (typeof tag !== "string") return message;
  const canonical: Record<string, JsonValue | undefined> = {
    type: tag.replace(/Message(?:Chunk)?$/, "").toLowerCase(),
    content: canonicalContent(content ?? "", ids),
    name,
    role,
    status: status === "success" ? undefined : status,
    tool_call_id: tool_call_id === undefined ? undefined : labelled(tool_call_id, ids),
  };
  if (Array.isArray(tool_calls) && tool_calls.length > 0)
    canonical["tool_calls"] = tool_calls.map((call) => {
      const { name: tool, args, id } = call as Json;
      return { name: tool ?? null, args: args ?? null, id: labelled(id ?? null, ids) };
    });
  return Object.fromEntries(Object.entries(canonical).filter(([, value]) => value !== undefined)) as JsonValue;
}

/** One block of text is that text; the places of streamed blocks, and ids of calls within, say nothing. */
function canonicalContent(content: JsonValue, ids: Map<string, string>): JsonValue {
  if (!Array.isArray(content)) return content;
  const blocks = content.map((block) => {
    if (typeof block !== "object" || block === null || Array.isArray(block)) return block;
    const { index: _, ...kept } = block;
    if (typeof kept["input"] === "string" && kept["type"] === "tool_use") delete kept["input"]; // pieces of what the call says whole
    for (const key of ["id", "tool_use_id"]) if (typeof kept[key] === "string") kept[key] = labelled(kept[key], ids);
    return kept as JsonValue;
  });
  if (blocks.length === 0) return "";
  const [first] = blocks as Json[];
  const isText = blocks.length === 1 && first?.["type"] === "text" && Object.keys(first).length === 2;
  return isText ? (first["text"] ?? "") : blocks;
}

/** Ids of calls are often random: what counts is which answer is to which call. */
function labelled(id: JsonValue, ids: Map<string, string>): JsonValue {
  if (typeof id !== "string") return id;
  const label = ids.get(id) ?? `call ${ids.size + 1}`;
  ids.set(id, label);
  return label;
}

interface Ignoring {
  readonly paths: readonly (readonly string[])[];
  readonly patterns: readonly RegExp[];
}

function without(value: unknown, { paths, patterns }: Ignoring): unknown {
  if (typeof value === "string")
    return patterns.reduce((text, { source, flags }) => text.replace(new RegExp(source, withG(flags)), "…"), value);
  if (typeof value !== "object" || value === null) return value;
  const isList = Array.isArray(value);
  const entries = Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
    const below = paths.filter(([head]) => head === key || head === "*").map((path) => path.slice(1));
    if (below.some((path) => path.length === 0)) return isList ? [[key, "…"]] : [];
    return [[key, without(entry, { paths: below, patterns })]];
  });
  return isList ? entries.map(([, entry]) => entry) : Object.fromEntries(entries.sort(byKey));
}

const withG = (flags: string): string => (flags.includes("g") ? flags : `${flags}g`);

const byKey = ([left]: [string, unknown], [right]: [string, unknown]): number => (left < right ? -1 : 1);
