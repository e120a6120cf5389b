import { EarshotError } from "../errors/earshot-error.js";

/** Where messages were looked for. */
export interface NoMessagesErrorOptions {
  readonly where: "input" | "output";
  /** The key it was read from, if there is one. */
  readonly key: string | undefined;
  readonly found: unknown;
}

/** An input or an output is to be kept as messages, and isn't any. */
export class NoMessagesError extends EarshotError {
  override readonly name = "NoMessagesError";

  constructor({ where, key, found }: NoMessagesErrorOptions) {
    const place = key === undefined ? `The ${where}` : `"${key}" of the ${where}`;
    super(
      `${place} can't be kept in the history: it is ${describe(found)}, not a text, a message or a list of messages. ` +
        `Name the key that holds them as \`${where}MessagesKey\`.`,
      { code: "NO_MESSAGES" },
    );
  }
}

function describe(found: unknown): string {
  if (found === undefined || found === null) return String(found);
  if (Array.isArray(found)) return "a list of something else";
  if (typeof found !== "object") return `a ${typeof found}`;
  return `an object with ${
    Object.keys(found)
      .map((key) => `"${key}"`)
      .join(", ") || "no keys"
  }`;
}
