import type { JsonValue } from "@earshot/core/events";
import { decodeValue } from "@earshot/core/events/json";
import { toolsAsData } from "../recording/tools-as-data.js";
import { toJson } from "./canonical-request.js";
import { canonicalTool } from "./canonical-tool.js";
import type { RecordedCall } from "./recorded-call.js";

type Options = Readonly<Record<string, JsonValue>>;

const optionsOf = ({ start }: RecordedCall): Options => (start.json["options"] ?? {}) as Options;

/** Tools in the form in which the recorded model was given the same ones, or as they are. */
export function recordedTools(calls: readonly RecordedCall[], tools: readonly unknown[]): readonly unknown[] {
  const asked = canonicalTools(toJson(toolsAsData({ tools })["tools"]));
  const recorded = calls.map((call) => optionsOf(call)["tools"]).find((each) => canonicalTools(each) === asked);
  return recorded === undefined ? tools : (decodeValue(recorded) as readonly unknown[]);
}

/** How the recorded model was made to call a tool; undefined if it was never offered one of that name. */
export function recordedToolOptions(
  calls: readonly RecordedCall[],
  toolName: string,
): Readonly<Record<string, unknown>> | undefined {
  const options = calls.map(optionsOf).find(({ tools }) => {
    const canonical = Array.isArray(tools) ? tools.map(canonicalTool) : [];
    return canonical.some((tool) => (tool as Options | null)?.["name"] === toolName);
  });
  if (options === undefined) return undefined;
  const { tool_choice } = options;
  return tool_choice === undefined ? {} : { tool_choice: decodeValue(tool_choice) };
}

/** The options in which the recorded model was given a schema, if it was. */
export function recordedSchemaOptions(
  calls: readonly RecordedCall[],
  schema: unknown,
): Readonly<Record<string, unknown>> | undefined {
  const wanted = sortedText(toJson(schema));
  for (const call of calls) {
    const entries = Object.entries(optionsOf(call)).filter(([key, value]) => key !== "tools" && holds(value, wanted));
    if (entries.length > 0) return Object.fromEntries(entries.map(([key, value]) => [key, decodeValue(value)]));
  }
  return undefined;
}

const canonicalTools = (tools: JsonValue | undefined): string | undefined =>
  Array.isArray(tools) ? sortedText(tools.map(canonicalTool)) : undefined;

function holds(value: JsonValue, wanted: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return sortedText(value) === wanted || Object.values(value).some((entry) => holds(entry, wanted));
}

/** JSON that is the same whatever the order of the keys. */
function sortedText(value: JsonValue): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    typeof entry === "object" && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)))
      : entry,
  );
}
