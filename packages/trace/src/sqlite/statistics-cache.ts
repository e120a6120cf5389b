import type { StatisticsQuery, StatisticsRow } from "../store/statistics.js";
import { readStatistics } from "./read-statistics.js";
import { pragma } from "./pragma.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

interface CachedStatistics {
  readonly rows: readonly StatisticsRow[];
  readonly version: string;
  readonly readAt: number;
  readonly tookMs: number;
}

const remembered = 50;
/** An answer that took longer is given again for twenty times as long, though something was written: the store has more to do than to count. */
const slowMs = 100;
const patience = 20;

/** Statistics, read anew when something was written since. */
export class StatisticsCache {
  readonly #database: SqliteDatabase;
  readonly #answers = new Map<string, CachedStatistics>();
  #writes = 0;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** Something was written by this connection; that others wrote is seen. */
  outdate(): void {
    this.#writes += 1;
  }

  read(query: StatisticsQuery): readonly StatisticsRow[] {
    const key = JSON.stringify(query);
    const version = `${String(pragma(this.#database, "data_version"))} ${String(this.#writes)}`;
    const there = this.#answers.get(key);
    const started = performance.now();
    if (there !== undefined && (there.version === version || isFresh(there, started))) return there.rows;
    const rows = readStatistics(this.#database, query);
    const readAt = performance.now();
    this.#answers.delete(key);
    this.#answers.set(key, { rows, version, readAt, tookMs: readAt - started });
    for (const oldest of this.#answers.keys()) if (this.#answers.size > remembered) this.#answers.delete(oldest);
    return rows;
  }
}

const isFresh = ({ readAt, tookMs }: CachedStatistics, now: number): boolean =>
  tookMs > slowMs && now - readAt < tookMs * patience;
