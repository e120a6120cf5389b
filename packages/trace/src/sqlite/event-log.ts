import type { TraceEvent } from "../schema/trace-event.js";
import { isDelta } from "../store/event-kinds.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

interface EventRow {
  readonly position: number;
  readonly run_key: number;
  readonly facts: string;
  readonly payload: string | null;
}

/** An event that was new, and its place. */
export interface PlacedEvent {
  readonly position: number;
  readonly event: TraceEvent;
}

const withPayload = "SELECT position, facts, payload FROM events";
const among = "IN (SELECT value FROM json_each(?))";

/**
 * The table of events: appended to, read, never changed. A payload is the end of its row: what reads facts alone never pages through it.
 */
export class EventLog {
  readonly #insert: SqliteStatement;
  readonly #dropDeltas: SqliteStatement;
  readonly #factsOfRuns: SqliteStatement;
  readonly #deltasOfRun: SqliteStatement;
  readonly #ofRun: SqliteStatement;
  readonly #placesOfRuns: SqliteStatement;
  readonly #lastTime: SqliteStatement;
  readonly #at: SqliteStatement;
  readonly #deltasAfter: SqliteStatement;
  readonly #runsAfter: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare(
      "INSERT INTO events (position, run_key, seq, time, is_delta, facts, payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#dropDeltas = database.prepare("DELETE FROM events WHERE run_key = ? AND is_delta = 1");
    this.#factsOfRuns = database.prepare(
      `SELECT run_key, facts FROM events WHERE run_key ${among} ORDER BY run_key, position`,
    );
    this.#deltasOfRun = database.prepare("SELECT facts FROM events WHERE run_key = ? AND is_delta = 1");
    this.#ofRun = database.prepare(`${withPayload} WHERE run_key = ? ORDER BY seq, time, position`);
    this.#placesOfRuns = database.prepare(
      "SELECT position FROM events WHERE run_key >= ? AND run_key < ? ORDER BY seq, time, position",
    );
    this.#lastTime = database.prepare("SELECT max(time) AS time FROM events WHERE run_key >= ? AND run_key < ?");
    this.#at = database.prepare(`${withPayload} WHERE position = ?`);
    this.#deltasAfter = database.prepare(`${withPayload} WHERE position > ? AND is_delta = 1 ORDER BY position`);
    this.#runsAfter = database.prepare("SELECT DISTINCT run_key FROM events WHERE position > ? AND is_delta = 0");
  }

  add(runKey: number, { position, event }: PlacedEvent): void {
    const { payload, ...facts } = event;
    this.#insert.run(
      position,
      runKey,
      event.seq,
      event.time,
      isDelta(event) ? 1 : 0,
      JSON.stringify(facts),
      payload ?? null,
    );
  }

  dropDeltas(runKey: number): void {
    this.#dropDeltas.run(runKey);
  }

  /** Without payloads, by the keys of their runs. */
  factsOfRuns(runKeys: readonly number[]): ReadonlyMap<number, readonly TraceEvent[]> {
    const facts = new Map<number, TraceEvent[]>();
    for (const row of this.#factsOfRuns.all(JSON.stringify(runKeys)) as EventRow[]) {
      const event = JSON.parse(row.facts) as TraceEvent;
      const there = facts.get(row.run_key);
      if (there === undefined) facts.set(row.run_key, [event]);
      else there.push(event);
    }
    return facts;
  }

  deltasOfRun(runKey: number): readonly TraceEvent[] {
    return this.#deltasOfRun.all(runKey).map((row) => JSON.parse((row as EventRow).facts) as TraceEvent);
  }

  ofRun(runKey: number): readonly TraceEvent[] {
    return this.#ofRun.all(runKey).map(eventOf);
  }

  /** Of runs whose keys are from the first up to the second. */
  placesOfRuns(from: number, before: number): readonly number[] {
    return this.#placesOfRuns.all(from, before).map((row) => (row as EventRow).position);
  }

  /** Of the latest event of such runs. */
  lastTimeOf(from: number, before: number): number {
    return (this.#lastTime.get(from, before) as { readonly time: number | null }).time ?? 0;
  }

  /** `undefined` if it is gone. */
  at(position: number): TraceEvent | undefined {
    const row = this.#at.get(position);
    return row === undefined ? undefined : eventOf(row);
  }

  deltasAfter(position: number): readonly TraceEvent[] {
    return this.#deltasAfter.all(position).map(eventOf);
  }

  /** The runs of which something but chunks came. */
  runsAfter(position: number): readonly number[] {
    return this.#runsAfter.all(position).map((row) => (row as EventRow).run_key);
  }
}

function eventOf(row: unknown): TraceEvent {
  const { facts, payload } = row as EventRow;
  const event = JSON.parse(facts) as TraceEvent;
  return payload === null ? event : { ...event, payload };
}
