import type { ModelDelta } from "../events/event-payloads.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { DeltaAccess } from "./delta-access.js";
import { messageTexts } from "./message-texts.js";

type Dictionary = Record<string, unknown>;

const isDictionary = (chunk: unknown): chunk is Dictionary =>
  typeof chunk === "object" && chunk !== null && Object.getPrototypeOf(chunk) === Object.prototype;
const isMessage = (chunk: unknown): chunk is AIMessageChunk => chunk instanceof AIMessageChunk;
const generationOf = (message: AIMessageChunk) => new ChatGenerationChunk({ text: message.text, message });
const streams = (chunk: unknown): boolean => typeof chunk === "string" || isMessage(chunk);

/**
 * The texts in a chain's chunks. In texts and messages they stream; in a dictionary, each key's do, since that is how dictionaries are
 * added up. Anything else is for `redact`, as it stands.
 */
export function chainTexts(redact: (chunk: unknown) => unknown): DeltaAccess {
  function write(chunk: unknown, texts: ReadonlyMap<string, string>): unknown {
    if (typeof chunk === "string") return texts.get("text") ?? "";
    if (isDictionary(chunk)) return writeDictionary(chunk, texts);
    if (!isMessage(chunk)) return redact(chunk);
    const delta: ModelDelta = { chunk: generationOf(chunk), text: "", index: 0, parts: [] };
    return redact((messageTexts.write(delta, texts).chunk as ChatGenerationChunk).message);
  }

  function writeDictionary(chunk: Dictionary, texts: ReadonlyMap<string, string>): Dictionary {
    const rest = Object.fromEntries(Object.entries(chunk).filter(([, value]) => !streams(value)));
    const shown = redact(rest);
    const copy: Dictionary = isDictionary(shown) ? { ...chunk, ...shown } : {};
    const keys = new Set([...Object.keys(chunk).filter((key) => streams(chunk[key])), ...keysOf(texts)]);
    for (const key of keys) {
      const own = withoutKey(texts, key);
      const hasOwnText = key in chunk || [...own.values()].some((text) => text !== "");
      if (hasOwnText)
        copy[key] = write(chunk[key] ?? (own.has("text") && own.size === 1 ? "" : new AIMessageChunk("")), own);
    }
    return copy;
  }

  return {
    read: readChunk,
    write: (delta, texts) => ({ ...delta, chunk: write(delta.chunk, texts) }),
    takesText: (chunk) => streams(chunk) || isDictionary(chunk),
  };
}

function readChunk(chunk: unknown): ReadonlyMap<string, string> {
  if (typeof chunk === "string") return new Map([["text", chunk]]);
  if (isMessage(chunk)) return messageTexts.read(generationOf(chunk));
  const texts = new Map<string, string>();
  if (!isDictionary(chunk)) return texts;
  for (const [key, value] of Object.entries(chunk))
    if (streams(value)) for (const [name, text] of readChunk(value)) texts.set(`${key}\0${name}`, text);
  return texts;
}

const keysOf = (texts: ReadonlyMap<string, string>): string[] =>
  [...texts.keys()].filter((name) => name.includes("\0")).map((name) => name.slice(0, name.lastIndexOf("\0")));

function withoutKey(texts: ReadonlyMap<string, string>, key: string): Map<string, string> {
  const own = new Map<string, string>();
  for (const [name, text] of texts) if (name.startsWith(`${key}\0`)) own.set(name.slice(key.length + 1), text);
  return own;
}
