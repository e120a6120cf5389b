import { safeJson } from "@earshot/core/events";
import { clipPreview, previewLength } from "./clip-preview.js";

const limits = { maxDepth: 4, maxEntries: 10, maxText: 2 * previewLength };

type Fields = Readonly<Record<string, unknown>>;

/** Names under which people keep what an object is about. */
const mainKeys = ["messages", "input", "question", "query", "prompt", "text", "content", "output", "answer", "result"];

const roles = new Set(["human", "user", "ai", "assistant", "system", "developer", "tool"]);

/**
 * The first 200 characters of a value as a person would read it, in one line: what a message says and not its form, the last message of a
 * conversation, the text of a prompt, the one thing that an object is about. Nothing, if there is nothing to read. Never throws.
 */
export function previewText(value: unknown): string | undefined {
  const text = readable(value, 0);
  const preview = text === undefined ? "" : clipPreview(text);
  return preview === "" ? undefined : preview;
}

function readable(told: unknown, depth: number): string | undefined {
  try {
    const value = unwrapped(told);
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string") return value;
    if (typeof value !== "object" || depth > 4) return jsonOf(value);
    return Array.isArray(value) ? readableItems(value, depth + 1) : readableObject(value as Fields, depth + 1);
  } catch {
    return undefined; // what can't be read has no preview; the payload says why
  }
}

/** What LangChain wrote down of an object of its own: it is about what made it. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("lc" in value) || value.lc !== 1) return value;
  const { kwargs } = value as Fields;
  return typeof kwargs === "object" && kwargs !== null ? kwargs : value;
}

function readableObject(item: Fields, depth: number): string | undefined {
  const text = messageText(item) ?? resultText(item, depth);
  if (text !== undefined) return text;
  if (item instanceof Error) return `${item.name}: ${item.message}`;
  if (typeof item["pageContent"] === "string") return item["pageContent"];
  if (typeof item["tool"] === "string" && "toolInput" in item) return callText(item["tool"], item["toolInput"]);
  if (typeof item["toChatMessages"] === "function") return readable(item["messages"] ?? item["value"], depth);
  const keys = Object.keys(item);
  const main = mainKeys.find((key) => key in item) ?? (keys.length === 1 ? keys[0] : undefined);
  const said = main === undefined ? undefined : item[main];
  const saysAll = typeof said === "string" || main === "messages" || keys.length === 1;
  return saysAll ? (readable(said, depth) ?? jsonOf(item)) : jsonOf(item);
}

/** Of messages the last that says something: what was asked, or what came of it. Of documents all, one after another. */
function readableItems(told: readonly unknown[], depth: number): string | undefined {
  if (isRoleAndText(told)) return readable(told[1], depth);
  const items = told.some((item) => unwrapped(item) !== item) ? told.map(unwrapped) : told;
  const last = items.at(-1);
  if (isMessage(last) || isRoleAndText(last)) {
    for (let at = items.length - 1; at >= 0; at--) {
      const text = readable(items[at], depth);
      if (text !== undefined && text !== "") return text;
    }
    return undefined;
  }
  if (items.length === 1) return readable(last, depth);
  if (items.slice(0, 3).every((item) => typeof item === "string" || isDocument(item)))
    return items
      .slice(0, 5)
      .map((item) => readable(item, depth) ?? "")
      .join(" · ");
  return items.length === 0 ? undefined : jsonOf(items);
}

function messageText(item: Fields): string | undefined {
  if (!isMessage(item)) return undefined;
  const { content } = item;
  const text = typeof content === "string" ? content : blocksText(content);
  if (text !== "") return text;
  const calls = Array.isArray(item["tool_calls"]) ? (item["tool_calls"] as readonly Fields[]) : [];
  return calls.map(({ name, args }) => callText(String(name), args)).join(", ");
}

function blocksText(content: unknown): string {
  if (!Array.isArray(content)) return "";
  const texts = (content as readonly unknown[]).map((block) => {
    if (typeof block === "string") return block;
    const { type, text } = (block ?? {}) as Fields;
    if (typeof text === "string") return text;
    return type === "image" || type === "image_url" || type === "audio" || type === "file" ? `[${type}]` : "";
  });
  return texts.filter((text) => text !== "").join(" ");
}

/** What a model's result says, by its first generation. */
function resultText({ generations }: Fields, depth: number): string | undefined {
  if (!Array.isArray(generations)) return undefined;
  const [[generation] = []] = generations as readonly (readonly Fields[])[];
  const { message, text } = generation ?? {};
  return readable(message ?? text, depth) ?? "";
}

function isMessage(item: unknown): item is Fields {
  if (typeof item !== "object" || item === null || !("content" in item)) return false;
  return "response_metadata" in item || "additional_kwargs" in item || typeof (item as Fields)["role"] === "string";
}

/** `["human", "Hello"]`, as prompts are written. */
const isRoleAndText = (item: unknown): item is readonly [string, unknown] =>
  Array.isArray(item) && item.length === 2 && roles.has(item[0] as string);

const isDocument = (item: unknown): boolean =>
  typeof item === "object" && item !== null && typeof (item as Fields)["pageContent"] === "string";

const callText = (name: string, args: unknown): string => `${name}(${readableArguments(args)})`;

function readableArguments(args: unknown): string {
  return typeof args === "string" ? args : (jsonOf(args) ?? "");
}

const jsonOf = (value: unknown): string | undefined => JSON.stringify(safeJson(value, limits));
