/** On every message's prototype, and shared with other copies of the package: messages recognise each other by it, not by their class. */
export const messageBrand: unique symbol = Symbol.for("langchain.message") as never;

/** What the brand promises. */
export interface BrandedMessage {
  readonly type: string;
  readonly content: unknown;
}

/** True for a message from any installed copy of the package. */
export function isBrandedMessage(value: unknown): value is BrandedMessage {
  if (typeof value !== "object" || value === null || (value as Record<symbol, unknown>)[messageBrand] !== true)
    return false;
  const { type, content } = value as Partial<BrandedMessage>;
  return typeof type === "string" && (typeof content === "string" || Array.isArray(content));
}
