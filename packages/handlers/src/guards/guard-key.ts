import { option } from "@earshot/core/options";
import type { EarshotEvent } from "@earshot/core/events";
import { GuardKeyMissingError } from "./guard-key-missing-error.js";

/**
 * Whom a guard counts for: a field of the run's metadata, which is inherited by the runs below; or a function that is asked at the start of each
 * run, and may answer `undefined` for one that is not to be counted.
 */
export type GuardKey = { readonly metadata: string } | ((event: EarshotEvent) => string | undefined);

export const guardKeyShape = option.either(
  { ...option.objectOf({ metadata: option.required(option.name) }), wanted: "`{ metadata: field }`" },
  option.function,
);

/**
 * The key of a run.
 *
 * @throws GuardKeyMissingError for a run that has not got the field: it would get past the guard
 */
export function keyOf(event: EarshotEvent, key: GuardKey, guard: string): string | undefined {
  if (typeof key === "function") return key(event);
  const value = event.metadata[key.metadata];
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new GuardKeyMissingError(key.metadata, { guard, runName: event.name });
}
