import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/** So many deletions are told; who was away for longer reads all again. */
const toldDeletions = 10_000;

/** Which traces were deleted, for those who show them. */
export class DeletionLog {
  readonly #insert: SqliteStatement;
  readonly #trim: SqliteStatement;
  readonly #last: SqliteStatement;
  readonly #after: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare("INSERT INTO deletions (root_id) VALUES (?)");
    this.#trim = database.prepare("DELETE FROM deletions WHERE number <= ?");
    this.#last = database.prepare("SELECT seq AS number FROM sqlite_sequence WHERE name = 'deletions'");
    this.#after = database.prepare("SELECT root_id FROM deletions WHERE number > ? ORDER BY number");
  }

  add(rootRunId: string): void {
    this.#insert.run(rootRunId);
  }

  trim(): void {
    this.#trim.run(this.last() - toldDeletions);
  }

  /** How many there ever were. */
  last(): number {
    return (this.#last.get() as { readonly number: number } | undefined)?.number ?? 0;
  }

  /** `undefined` if not all of them are known any more, or there never were so many. */
  after(number: number): readonly string[] | undefined {
    if (!(number >= 0 && number <= this.last())) return undefined;
    const rows = this.#after.all(number) as { readonly root_id: string }[];
    return rows.length < this.last() - number ? undefined : rows.map((row) => row.root_id);
  }
}
