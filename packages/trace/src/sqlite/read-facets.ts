import type { TraceStore } from "../store/trace-store.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

/** The values that runs have, counted where they are. */
export function readFacets(database: SqliteDatabase): Awaited<ReturnType<TraceStore["facets"]>> {
  const valuesOf = (sql: string) =>
    database
      .prepare(`SELECT facet, count(*) AS runs FROM (${sql}) GROUP BY facet ORDER BY runs DESC, facet`)
      .all()
      .map((row) => (row as { readonly facet: string }).facet);
  return {
    names: valuesOf("SELECT name AS facet FROM runs"),
    tags: valuesOf("SELECT value AS facet FROM runs, json_each(runs.tags) WHERE runs.tags IS NOT NULL"),
    models: valuesOf("SELECT model AS facet FROM runs WHERE model IS NOT NULL"),
    kinds: valuesOf("SELECT kind AS facet FROM runs"),
    metadataKeys: valuesOf("SELECT key AS facet FROM runs, json_each(runs.metadata) WHERE runs.metadata IS NOT NULL"),
  };
}
