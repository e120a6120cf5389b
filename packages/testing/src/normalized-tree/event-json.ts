import type { EarshotEvent, JsonValue } from "@earshot/core/events";
import { ValueEncoder } from "@earshot/core/events/json";
import { withToolsAsData } from "../recording/tools-as-data.js";
import { wholeLines } from "./whole-lines.js";

/** Facts of when, which differ from run to run. */
const times = new Set(["time", "firstTokenAt", "delayMs"]);

/** An event as plain data, without times. `serialized` is among it if it is asked for. */
export function eventJson(event: EarshotEvent, withSerialized = false): Record<string, JsonValue> {
  const encoder = new ValueEncoder(wholeLines);
  const json: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(withToolsAsData(event)))
    if (value !== undefined && !times.has(key)) json[key] = encoder.encode(value);
  if (withSerialized && event.type.endsWith(".start")) json["serialized"] = encoder.encode(event.serialized);
  return json;
}
