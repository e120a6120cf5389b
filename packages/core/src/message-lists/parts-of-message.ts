import type { BaseMessage } from "../messages/base-message.js";
import type { MessageContent } from "../messages/content-block.js";

/** Cuts a text; its pieces put together are the text again. */
export type TextSplitter =
  | ((text: string) => string[] | Promise<string[]>)
  | { splitText(text: string): Promise<string[]> };

/** What a message can be cut into, taken from its beginning or its end: its blocks, or the pieces of its text. */
export class PartsOfMessage {
  readonly count: number;
  readonly #message: BaseMessage;
  readonly #contentOf: (size: number) => MessageContent;

  private constructor(message: BaseMessage, count: number, contentOf: (size: number) => MessageContent) {
    this.#message = message;
    this.count = count;
    this.#contentOf = contentOf;
  }

  /** The ways to cut a message, the coarser one first. */
  static async of(
    message: BaseMessage,
    end: "first" | "last",
    splitter: TextSplitter | undefined,
  ): Promise<readonly PartsOfMessage[]> {
    const { content } = message;
    const take = <T>(parts: readonly T[], size: number) =>
      end === "first" ? parts.slice(0, size) : parts.slice(-size);
    const blocks = typeof content === "string" ? [] : content;
    const edge = end === "first" ? blocks[0] : blocks.at(-1);
    const text =
      typeof content === "string" ? content : edge?.type === "text" && typeof edge.text === "string" ? edge.text : "";
    const pieces = await split(text, splitter);
    return [
      new PartsOfMessage(message, blocks.length, (size) => take(blocks, size)),
      new PartsOfMessage(message, pieces.length, (size) => {
        const cut = take(pieces, size).join("");
        return typeof content === "string" ? cut : [{ ...edge, type: "text", text: cut }];
      }),
    ];
  }

  /** A copy of the message with so many of the parts. */
  take(size: number): BaseMessage {
    const fields: Record<string, unknown> = {};
    for (const key of Object.keys(this.#message.lc_kwargs)) fields[key] = Reflect.get(this.#message, key);
    fields.content = this.#contentOf(size);
    return new (this.#message.constructor as new (fields: object) => BaseMessage)(fields);
  }
}

async function split(text: string, splitter: TextSplitter | undefined): Promise<readonly string[]> {
  if (splitter === undefined) return text.split(/(?<=\n)/u);
  return typeof splitter === "function" ? splitter(text) : splitter.splitText(text);
}
