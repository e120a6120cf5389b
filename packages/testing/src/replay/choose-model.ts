import type { JsonValue } from "@earshot/core/events";
import { AmbiguousRecordingError } from "./ambiguous-recording-error.js";
import type { RecordedCall } from "./recorded-call.js";
import type { RecordedCallFacts, ReplayOptions } from "./replay-options.js";

/**
 * The calls of the one model that is meant.
 *
 * @throws AmbiguousRecordingError if there are several and nobody says which, or none is the one that is asked for
 */
export function chooseModel(
  file: string,
  calls: readonly RecordedCall[],
  wanted: ReplayOptions["model"],
): readonly RecordedCall[] {
  const models = new Map<string, string>();
  for (const call of calls) models.set(keyOf(call), titleOf(call));
  if (wanted === undefined) {
    if (models.size > 1) throw new AmbiguousRecordingError(file, [...models.values()], false);
    return calls;
  }
  const isWanted = typeof wanted === "function" ? wanted : (facts: RecordedCallFacts) => goesBy(facts, wanted);
  const chosen = calls.filter((call) => isWanted(factsOf(call)));
  if (chosen.length === 0) throw new AmbiguousRecordingError(file, [...models.values()], true);
  return chosen;
}

function factsOf({ start }: RecordedCall): RecordedCallFacts {
  const { name, tags = [], metadata = {} } = start.json;
  return { name: String(name), tags: tags as string[], metadata: metadata as Readonly<Record<string, unknown>> };
}

function goesBy({ name, tags, metadata }: RecordedCallFacts, wanted: string): boolean {
  return name === wanted || metadata["ls_model_name"] === wanted || tags.includes(wanted);
}

/** Calls with the same key were made by models that were made alike. */
function keyOf({ start }: RecordedCall): string {
  const { ls_provider, ls_model_name } = metadataOf(start.json);
  const { serialized } = start.json as { readonly serialized?: { readonly type?: JsonValue } };
  const name = serialized?.type === "constructor" ? undefined : start.json["name"];
  return JSON.stringify([name, serialized, ls_provider, ls_model_name]);
}

function titleOf({ start }: RecordedCall): string {
  const model = metadataOf(start.json)["ls_model_name"];
  const { name, serialized } = start.json as { readonly name: string; readonly serialized?: unknown };
  const { id } = (serialized ?? {}) as { readonly id?: readonly string[] };
  const title = name === id?.at(-1) || id === undefined ? name : `${name} (${id.at(-1)})`;
  return model === undefined ? `"${title}"` : `"${title}" with ls_model_name "${String(model)}"`;
}

const metadataOf = (json: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> =>
  (json["metadata"] ?? {}) as Readonly<Record<string, JsonValue>>;
