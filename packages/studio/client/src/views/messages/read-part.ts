import type { ChatMedia, ChatPart, ChatToolCall } from "./chat-message.js";
import { type Fields, firstText, isFields } from "./fields.js";

/**
 * Reads one part of a message: Earshot's and LangChain's blocks, Anthropic's, OpenAI's, Google's, the AI SDK's, OpenTelemetry's. What it doesn't
 * know stays as it is, to be shown as JSON.
 */
export function readPart(block: unknown): ChatPart {
  if (typeof block === "string") return { type: "text", text: block };
  if (!isFields(block)) return { type: "unknown", value: block };
  return readers.get(String(block["type"]))?.(block) ?? readUntyped(block) ?? { type: "unknown", value: block };
}

/** Content of a message: a text, a list of parts, or one part. */
export function readContent(content: unknown): readonly ChatPart[] {
  if (content === undefined || content === null || content === "") return [];
  return Array.isArray(content) ? content.map(readPart) : [readPart(content)];
}

type Reader = (block: Fields) => ChatPart | undefined;

const readText: Reader = (block) => textPart("text", block["text"], block["content"]);
const readReasoning: Reader = (block) =>
  textPart("reasoning", block["reasoning"], block["thinking"], block["text"], block["content"], summaryOf(block)) ??
  (block["type"] === "redacted_thinking" ? { type: "reasoning", text: "(not shown by the provider)" } : undefined);

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["text", readText],
  ["text_delta", readText],
  ["input_text", readText],
  ["output_text", readText],
  ["refusal", (block) => textPart("text", block["refusal"])],
  ["reasoning", readReasoning],
  ["thinking", readReasoning],
  ["redacted_thinking", readReasoning],
  ["tool_call", readToolCall],
  ["tool_use", readToolCall],
  ["server_tool_use", readToolCall],
  ["server_tool_call", readToolCall],
  ["tool-call", readToolCall],
  ["function", readToolCall],
  ["function_call", readToolCall],
  ["invalid_tool_call", readToolCall],
  ["tool_result", readToolResult],
  ["tool-result", readToolResult],
  ["tool_call_response", readToolResult],
  ["function_call_output", readToolResult],
  ["image", readMedia("image")],
  ["image_url", readMedia("image")],
  ["input_image", readMedia("image")],
  ["audio", readMedia("audio")],
  ["input_audio", readMedia("audio")],
  ["video", readMedia("video")],
  ["file", readMedia("file")],
  ["input_file", readMedia("file")],
  ["document", readMedia("file")],
  ["blob", readMedia("file")],
  ["uri", readMedia("file")],
  ["media", readMedia("file")],
]);

/** Google's parts have no type: what they are is the key they have. */
function readUntyped(block: Fields): ChatPart | undefined {
  if (block["type"] !== undefined) return undefined;
  if (typeof block["text"] === "string")
    return textPart(block["thought"] === true ? "reasoning" : "text", block["text"]);
  if (isFields(block["functionCall"])) return readToolCall(block["functionCall"]);
  if (isFields(block["functionResponse"])) return readToolResult(block["functionResponse"]);
  if (isFields(block["inlineData"])) return readMedia("file")(block["inlineData"]);
  if (isFields(block["fileData"])) return readMedia("file")(block["fileData"]);
  return undefined;
}

function textPart(type: "text" | "reasoning", ...texts: readonly unknown[]): ChatPart | undefined {
  const text = texts.find((candidate): candidate is string => typeof candidate === "string");
  return text === undefined ? undefined : { type, text };
}

function summaryOf({ summary }: Fields): string | undefined {
  if (!Array.isArray(summary)) return undefined;
  return summary.map((part) => (isFields(part) ? (firstText(part["text"]) ?? "") : "")).join("\n\n");
}

/** A call in any spelling: `{ name, args | arguments | input }`, with OpenAI's `function` around it or not. */
export function readToolCall(call: Fields): ChatToolCall | undefined {
  const inner = isFields(call["function"]) ? call["function"] : call;
  const name = firstText(inner["name"], inner["toolName"]);
  const given = inner["args"] ?? inner["arguments"] ?? inner["input"];
  if (name === undefined && given === undefined) return undefined;
  const id = firstText(call["id"], call["toolCallId"], call["call_id"]);
  const error = firstText(call["error"]);
  return {
    type: "tool_call",
    name: name ?? "(unnamed)",
    args: typeof given === "string" ? parsedOr(given) : (given ?? {}),
    ...(id !== undefined && { id }),
    ...(error !== undefined && { error }),
  };
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readToolResult(block: Fields): ChatPart {
  const id = firstText(block["tool_use_id"], block["toolCallId"], block["id"], block["call_id"]);
  const name = firstText(block["name"], block["toolName"]);
  const answer = block["content"] ?? block["output"] ?? block["result"] ?? block["response"];
  return {
    type: "tool_result",
    parts: readAnswer(answer),
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...((block["is_error"] === true || block["isError"] === true) && { isError: true }),
  };
}

/** The AI SDK says of a result what it is: `{ type: "json", value }`. */
function readAnswer(answer: unknown): readonly ChatPart[] {
  if (!isFields(answer)) return readContent(answer);
  if ("value" in answer && typeof answer["type"] === "string")
    return typeof answer["value"] === "string"
      ? readContent(answer["value"])
      : [{ type: "unknown", value: answer["value"] }];
  return [readPart(answer)];
}

function readMedia(media: ChatMedia["media"]): Reader {
  return (block) => {
    const source = sourceOf(block);
    const data = firstText(source["data"], source["base64"], source["content"], source["file_data"]);
    const address = firstText(
      isFields(source["image_url"]) ? source["image_url"]["url"] : source["image_url"],
      source["url"],
      source["uri"],
      source["fileUri"],
      source["image"],
      source["file"],
    );
    const location = address ?? firstText(source["fileId"], source["file_id"], source["id"]);
    const found = data ?? location;
    if (found === undefined) return undefined;
    const sent = /^data:([^;,]*)(?:;[^,]*)?,(.*)$/s.exec(found);
    const mimeType = sent?.[1] || mimeTypeOf(block) || mimeTypeOf(source);
    const name = firstText(block["filename"], block["name"], block["title"], source["filename"]);
    const isSent = sent !== null || data !== undefined;
    return {
      type: "media",
      media: mediaOf(firstText(mimeType, block["modality"])) ?? media,
      ...(mimeType && { mimeType }),
      ...(name !== undefined && { name }),
      ...(isSent ? { data: sent?.[2] ?? found } : { location: found }),
    };
  };
}

/** Where a block keeps what it stands for: itself, Anthropic's `source`, OpenAI's `file` and `input_audio`, bytes in a line's form. */
function sourceOf(block: Fields): Fields {
  for (const key of ["source", "file", "input_audio", "data", "image"]) if (isFields(block[key])) return block[key];
  return block;
}

function mimeTypeOf(block: Fields): string | undefined {
  return firstText(block["mimeType"], block["mime_type"], block["media_type"], block["mediaType"]);
}

function mediaOf(mimeType: string | undefined): ChatMedia["media"] | undefined {
  const [kind] = mimeType?.split("/") ?? [];
  return kind === "image" || kind === "audio" || kind === "video" ? kind : undefined;
}
