import type { EarshotEvent } from "../events/event.js";
import { schemaVersion } from "./line-schema.js";
import { type LineLimits, ValueEncoder } from "./value-encoder.js";

/** How {@link writeEventLine} writes. */
export interface LineOptions {
  readonly limits: LineLimits;
  /** Whether a start says what component ran, in LangChain's serialized form. */
  readonly writesSerialized: boolean;
}

/** Writes an event down as one line, its end included. Bounded, and never throws. */
export function writeEventLine(event: EarshotEvent, { limits, writesSerialized }: LineOptions): string {
  const encoder = new ValueEncoder(limits);
  const line: Record<string, unknown> = { schemaVersion };
  for (const [key, value] of Object.entries(event)) if (value !== undefined) line[key] = encoder.encode(value);
  if (writesSerialized && event.type.endsWith(".start")) line["serialized"] = encoder.encode(event.serialized);
  return `${JSON.stringify(line)}\n`;
}
