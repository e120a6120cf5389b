/** On every message's prototype, and shared with other copies of the package: messages recognise each other by it, not by their class. */
export const messageBrand: unique symbol = Symbol.for("langchain.message") as never;

interface BrandedMessage {
  readonly type: string;
  readonly content: unknown;
}

/** True for a message from any installed copy of the package. */
export function isBrandedMessage(value: unknown): value is BrandedMessage {
  if (typeof value !== "object" || value === null || (value as Record<symbol, unknown>)[messageBrand] !== true) return false;
  const { type, content } = value as Partial<BrandedMessage>;
  return typeof type === "string" && (typeof content === "string" || Array.isArray(content));
}

/** On the prototype of every chunk of ours. LangChain's chunks have no brand of their own, but a name that no minifier changes. */
export const chunkBrand: unique symbol = Symbol.for("earshot.messageChunk") as never;

/** The same for chunks: messages that know how to be continued. */
export function isBrandedChunk(value: unknown): value is BrandedMessage {
  if (!isBrandedMessage(value)) return false;
  const chunk = value as { [chunkBrand]?: true; concat?: unknown; [Symbol.toStringTag]?: string };
  return chunk[chunkBrand] === true || (typeof chunk.concat === "function" && chunk[Symbol.toStringTag]?.endsWith("MessageChunk") === true);
}
