import type { RunRecord } from "../schema/run-record.js";
import type { TraceStore } from "../store/trace-store.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

const facets = ["names", "tags", "models", "kinds", "metadataKeys"] as const;
type Facet = (typeof facets)[number];

/** How many runs have which values. They are counted as runs are written: counting a million when somebody asks would take seconds. */
export class FacetCounts {
  readonly #add: SqliteStatement;
  readonly #drop: SqliteStatement;
  readonly #read: SqliteStatement;
  readonly #changes = new Map<Facet, Map<string, number>>(facets.map((facet) => [facet, new Map()]));

  constructor(database: SqliteDatabase) {
    this.#add = database.prepare(
      "INSERT INTO facets VALUES (?, ?, ?) ON CONFLICT (facet, value) DO UPDATE SET runs = runs + excluded.runs",
    );
    this.#drop = database.prepare("DELETE FROM facets WHERE facet = ? AND value = ? AND runs <= 0");
    this.#read = database.prepare("SELECT facet, value FROM facets WHERE runs > 0 ORDER BY runs DESC, value");
  }

  /** Counts a run that was one thing, or not there, and is another now, or gone. */
  count(before: RunRecord | undefined, after: RunRecord | undefined): void {
    if (before !== undefined && after !== undefined && isAlike(before, after)) return;
    if (before !== undefined) this.#countRun(before, -1);
    if (after !== undefined) this.#countRun(after, 1);
  }

  /** Writes what was counted. */
  write(): void {
    for (const [facet, changes] of this.#changes) {
      for (const [value, runs] of changes) {
        if (runs !== 0) this.#add.run(facet, value, runs);
        if (runs < 0) this.#drop.run(facet, value);
      }
      changes.clear();
    }
  }

  read(): Awaited<ReturnType<TraceStore["facets"]>> {
    const values: Record<Facet, string[]> = { names: [], tags: [], models: [], kinds: [], metadataKeys: [] };
    for (const row of this.#read.all() as { readonly facet: Facet; readonly value: string }[])
      values[row.facet].push(row.value);
    return values;
  }

  #countRun(run: RunRecord, by: number): void {
    this.#countValue("names", run.name, by);
    this.#countValue("kinds", run.kind, by);
    if (run.model !== undefined) this.#countValue("models", run.model, by);
    for (const tag of run.tags) this.#countValue("tags", tag, by);
    for (const key of Object.keys(run.metadata)) this.#countValue("metadataKeys", key, by);
  }

  #countValue(facet: Facet, value: string, by: number): void {
    const changes = this.#changes.get(facet);
    changes?.set(value, (changes.get(value) ?? 0) + by);
  }
}

function isAlike(before: RunRecord, after: RunRecord): boolean {
  return (
    before.name === after.name &&
    before.kind === after.kind &&
    before.model === after.model &&
    before.tags.length + after.tags.length === 0 &&
    Object.keys(before.metadata).length + Object.keys(after.metadata).length === 0
  );
}
