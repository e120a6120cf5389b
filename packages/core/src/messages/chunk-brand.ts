import { type BrandedMessage, isBrandedMessage } from "./message-brand.js";

/** On the prototype of every chunk of ours. LangChain's chunks have no brand of their own, but a name that no minifier changes. */
export const chunkBrand: unique symbol = Symbol.for("earshot.messageChunk") as never;

/** The same for chunks: messages that know how to be continued. */
export function isBrandedChunk(value: unknown): value is BrandedMessage {
  if (!isBrandedMessage(value)) return false;
  const chunk = value as { [chunkBrand]?: true; concat?: unknown; [Symbol.toStringTag]?: string };
  return (
    chunk[chunkBrand] === true ||
    (typeof chunk.concat === "function" && chunk[Symbol.toStringTag]?.endsWith("MessageChunk") === true)
  );
}
