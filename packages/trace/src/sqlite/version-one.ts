import type { TraceEvent } from "../schema/trace-event.js";
import { schemaSql } from "./schema-sql.js";
import type { SqliteDatabase } from "./sqlite-driver.js";
import { TraceTables } from "./trace-tables.js";

interface EventRow {
  readonly position: number;
  readonly facts: string;
  readonly payload: string | null;
}

const eventsAtATime = 500;

/**
 * Writes the events of a file of version 1, which had payloads in a table of their own, into tables of this version: a
 * new store, whose positions are its own. To be called within a transaction.
 */
export function takeOverVersionOne(database: SqliteDatabase): void {
  database.exec(`
    ALTER TABLE events RENAME TO old_events;
    ALTER TABLE payloads RENAME TO old_payloads;
    DROP INDEX events_once;
    DROP INDEX events_of_trace;
    DROP TABLE runs;
    DROP TABLE search;
    DROP TABLE store;
    ${schemaSql}
  `);
  const tables = new TraceTables(database);
  const next = database.prepare(
    `SELECT position, facts, payload FROM old_events LEFT JOIN old_payloads USING (position) WHERE position > ? ORDER BY position LIMIT ${String(eventsAtATime)}`,
  );
  for (let after = 0; ;) {
    const rows = next.all(after) as EventRow[];
    const last = rows.at(-1);
    if (last === undefined) break;
    const { position } = tables;
    tables.position = tables.writer.write(rows.map(eventOf), { position, heardAt: Date.now() });
    after = last.position;
  }
  database.exec("DROP TABLE old_events; DROP TABLE old_payloads");
}

function eventOf({ facts, payload }: EventRow): TraceEvent {
  const event = JSON.parse(facts) as TraceEvent;
  return payload === null ? event : { ...event, payload };
}
