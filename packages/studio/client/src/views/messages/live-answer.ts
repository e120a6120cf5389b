import type { ChatMessage, ChatPart } from "./chat-message.js";
import { type Fields, isFields, payloadOf } from "./fields.js";
import { readPart, readToolCall } from "./read-part.js";

/** What of a delta an answer that is still coming is read from. */
export interface LiveDelta {
  readonly type: string;
  readonly text?: string | undefined;
  readonly payload?: string | undefined;
}

/**
 * Puts the chunks of an answer together as they come. Each is added once, in order, in time that doesn't grow with the answer;
 * {@link LiveAnswer.message} makes a message of what there is.
 */
export class LiveAnswer {
  #parts: { type: "text" | "reasoning"; pieces: string[] }[] = [];
  #media: ChatPart[] = [];
  readonly #calls = new Map<string, { id?: string; name: string; args: string[] }>();

  add(delta: LiveDelta): void {
    const parts = partsOf(delta);
    if (parts.length === 0 && delta.text) this.#addText("text", delta.text);
    for (const part of parts) this.#addPart(part);
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0 && this.#calls.size === 0 && this.#media.length === 0;
  }

  get message(): ChatMessage {
    const texts = this.#parts.map(({ type, pieces }): ChatPart => ({ type, text: pieces.join("") }));
    const calls = [...this.#calls.values()].map(({ args, ...call }) => readToolCall({ ...call, args: args.join("") }));
    return {
      role: "assistant",
      label: "assistant",
      parts: [...texts, ...this.#media, ...calls.filter((call) => call !== undefined)],
    };
  }

  #addPart(part: Fields): void {
    const { type, text } = part;
    if ((type === "text" || type === "reasoning") && typeof text === "string") this.#addText(type, text);
    else if (type === "tool_call") this.#addCall(part);
    else if (type === "media") this.#media.push(readPart(part["block"]));
  }

  #addText(type: "text" | "reasoning", text: string): void {
    if (text === "") return;
    const last = this.#parts.at(-1);
    if (last?.type === type) last.pieces.push(text);
    else this.#parts.push({ type, pieces: [text] });
  }

  #addCall({ index, id, name, args }: Fields): void {
    const key = String(index ?? id ?? [...this.#calls.keys()].at(-1) ?? 0);
    const call = this.#calls.get(key) ?? { name: "", args: [] };
    if (typeof id === "string") call.id = id;
    if (typeof name === "string") call.name += name;
    if (typeof args === "string") call.args.push(args);
    this.#calls.set(key, call);
  }
}

function partsOf(delta: LiveDelta): readonly Fields[] {
  const { parts } = payloadOf(delta);
  return Array.isArray(parts) ? parts.filter(isFields) : [];
}
