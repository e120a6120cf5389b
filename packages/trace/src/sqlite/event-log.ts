import type { TraceEvent } from "../schema/trace-event.js";
import { distinctionOf, isDelta } from "../store/event-kinds.js";
import { searchedWords } from "../store/searched-words.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

interface EventRow {
  readonly position: number;
  readonly facts: string;
  readonly payload: string | null;
}

/** An event that was new, and the place it got. */
export interface LoggedEvent {
  readonly position: number;
  readonly event: TraceEvent;
}

const withPayload = "SELECT position, facts, payload FROM events LEFT JOIN payloads USING (position)";

/** The table of events: appended to, read, never changed. Payloads stand apart, so that what reads facts alone never pages through them. */
export class EventLog {
  readonly #insert: SqliteStatement;
  readonly #insertPayload: SqliteStatement;
  readonly #insertWords: SqliteStatement;
  readonly #dropDeltas: SqliteStatement;
  readonly #factsOfRun: SqliteStatement;
  readonly #ofRun: SqliteStatement;
  readonly #placesOfTrace: SqliteStatement;
  readonly #at: SqliteStatement;
  readonly #deltasAfter: SqliteStatement;
  readonly #last: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#insert = database.prepare(
      "INSERT INTO events (root_id, run_id, seq, type, distinction, time, is_delta, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run_id, seq, type, distinction) DO NOTHING RETURNING position",
    );
    this.#insertPayload = database.prepare("INSERT INTO payloads VALUES (?, ?)");
    this.#insertWords = database.prepare("INSERT INTO search (rowid, words) VALUES (?, ?)");
    this.#dropDeltas = database.prepare("DELETE FROM events WHERE run_id = ? AND is_delta = 1");
    this.#factsOfRun = database.prepare("SELECT facts FROM events WHERE run_id = ?");
    this.#ofRun = database.prepare(`${withPayload} WHERE run_id = ? ORDER BY seq, time, position`);
    this.#placesOfTrace = database.prepare(
      "SELECT position FROM events WHERE root_id = ? ORDER BY seq, time, position",
    );
    this.#at = database.prepare(`${withPayload} WHERE position = ?`);
    this.#deltasAfter = database.prepare(`${withPayload} WHERE position > ? AND is_delta = 1 ORDER BY position`);
    this.#last = database.prepare("SELECT seq AS position FROM sqlite_sequence WHERE name = 'events'");
  }

  /** `undefined` if the event was there. */
  add(event: TraceEvent): LoggedEvent | undefined {
    const { payload, ...facts } = event;
    const row = this.#insert.get(
      event.rootRunId,
      event.runId,
      event.seq,
      event.type,
      distinctionOf(event),
      event.time,
      isDelta(event) ? 1 : 0,
      JSON.stringify(facts),
    ) as { readonly position: number } | undefined;
    if (row === undefined) return undefined;
    const { position } = row;
    if (payload !== undefined) this.#insertPayload.run(position, payload);
    if (!isDelta(event)) this.#insertWords.run(position, [...searchedWords(event)].join(" "));
    return { position, event: facts };
  }

  dropDeltas(runId: string): void {
    this.#dropDeltas.run(runId);
  }

  factsOfRun(runId: string): readonly TraceEvent[] {
    return this.#factsOfRun.all(runId).map((row) => JSON.parse((row as EventRow).facts) as TraceEvent);
  }

  ofRun(runId: string): readonly TraceEvent[] {
    return this.#ofRun.all(runId).map(eventOf);
  }

  placesOfTrace(rootRunId: string): readonly number[] {
    return this.#placesOfTrace.all(rootRunId).map((row) => (row as EventRow).position);
  }

  /** `undefined` if it is gone. */
  at(position: number): TraceEvent | undefined {
    const row = this.#at.get(position);
    return row === undefined ? undefined : eventOf(row);
  }

  deltasAfter(position: number): readonly TraceEvent[] {
    return this.#deltasAfter.all(position).map(eventOf);
  }

  /** The place of the newest event there ever was. */
  lastPosition(): number {
    return (this.#last.get() as EventRow | undefined)?.position ?? 0;
  }
}

function eventOf(row: unknown): TraceEvent {
  const { facts, payload } = row as EventRow;
  const event = JSON.parse(facts) as TraceEvent;
  return payload === null ? event : { ...event, payload };
}
