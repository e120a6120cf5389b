import { schemaVersion } from "./line-schema.js";
import { type EventLinePlace, SchemaVersionError } from "./schema-version-error.js";

/**
 * Before anything else is asked of a parsed line: what a later version calls an event may have nothing in common with ours.
 *
 * @throws SchemaVersionError
 */
export function checkSchemaVersion(parsed: unknown, place: EventLinePlace): void {
  const found = (parsed as { readonly schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof found === "number" && found !== schemaVersion)
    throw new SchemaVersionError(place, { found, known: schemaVersion });
}
