import type { TraceEvent } from "../schema/trace-event.js";
import { searchedText } from "../store/searched-words.js";
import { keys } from "./keys.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/**
 * Which words stand in which runs: words alone, no texts. Each portion of a run's events is one entry; when there is place for one more only, that
 * one is made anew of all events, each time.
 */
export class SearchIndex {
  readonly #insert: SqliteStatement;
  readonly #drop: SqliteStatement;
  readonly #lastOf: SqliteStatement;
  readonly #entries = new Map<number, string>();

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare("INSERT INTO search (rowid, words) VALUES (?, ?)");
    this.#drop = database.prepare("DELETE FROM search WHERE rowid = ?");
    this.#lastOf = database.prepare("SELECT max(rowid) AS last FROM search WHERE rowid BETWEEN ? AND ?");
  }

  /**
   * Takes a portion, which {@link write} writes.
   *
   * @param ofRun all events of the run, asked for if they are needed
   */
  add(
    runKey: number,
    portion: { readonly fresh: readonly TraceEvent[]; readonly isNew: boolean; ofRun(): readonly TraceEvent[] },
  ): void {
    if (portion.fresh.length === 0) return;
    const last = portion.isNew ? undefined : this.#last(runKey);
    const key = last === undefined ? keys.firstTextOf(runKey) : Math.min(last + 1, keys.lastTextOf(runKey));
    const isLast = key === keys.lastTextOf(runKey);
    if (isLast && key === last) this.#drop.run(key);
    this.#entries.set(key, textOf(isLast ? portion.ofRun() : portion.fresh));
  }

  write(): void {
    for (const [key, text] of [...this.#entries].sort(([left], [right]) => left - right)) this.#insert.run(key, text);
    this.#entries.clear();
  }

  #last(runKey: number): number | undefined {
    const row = this.#lastOf.get(keys.firstTextOf(runKey), keys.lastTextOf(runKey)) as { readonly last: number | null };
    return row.last ?? undefined;
  }
}

const textOf = (events: readonly TraceEvent[]): string => events.map(searchedText).join(" ");
