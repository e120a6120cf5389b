import type { JsonValue } from "../util/safe-json.js";

/** The key that says that an object stands for a value JSON has no word for. */
export const tagKey = "$";

/** An object as JSON has it. */
export type JsonObject = { [key: string]: JsonValue };

/** Sets a key, whatever it is called: one named `__proto__` is data like any other. */
export function setKey(target: object, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
  else (target as Record<string, unknown>)[key] = value;
}
