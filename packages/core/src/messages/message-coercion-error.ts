import { EarshotError } from "../errors/earshot-error.js";

/** A value that was to become a message is not like one. */
export class MessageCoercionError extends EarshotError {
  override readonly name = "MessageCoercionError";
  readonly value: unknown;

  constructor(value: unknown, problem: string) {
    super(
      `Cannot make a message of ${describe(value)}: ${problem}. Use a string, ["human", "text"], { role: "user", content: "text" } or a message object.`,
      { code: "MESSAGE_COERCION" },
    );
    this.value = value;
  }
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Array.isArray(value)
    ? `an array of ${value.length}`
    : `an object with the keys ${Object.keys(value).join(", ") || "(none)"}`;
}
