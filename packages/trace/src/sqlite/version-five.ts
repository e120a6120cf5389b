import type { RunRecord } from "../schema/run-record.js";
import { FeedbackTable } from "./feedback-table.js";
import type { SqliteDatabase } from "./sqlite-driver.js";

const runsAtATime = 500;

/** What version 5 added: which runs have which kinds of feedback. */
export const addedInVersionFive = `
  CREATE TABLE feedback (kind TEXT NOT NULL, run_key INTEGER NOT NULL, PRIMARY KEY (kind, run_key)) WITHOUT ROWID;
`;

/** Adds it to a file that has runs. Which of them have feedback is seen by their text: reading each of a million as JSON would take seconds. */
export function addVersionFive(database: SqliteDatabase): void {
  database.exec(addedInVersionFive);
  const table = new FeedbackTable(database);
  const next = database.prepare(
    `SELECT run_key, record FROM records WHERE run_key > ? AND instr(record, '"feedback":[{') > 0 ORDER BY run_key LIMIT ${String(runsAtATime)}`,
  );
  for (let after = -1; ;) {
    const rows = next.all(after) as { readonly run_key: number; readonly record: string }[];
    for (const { run_key, record } of rows) table.put((after = run_key), undefined, JSON.parse(record) as RunRecord);
    if (rows.length < runsAtATime) return;
  }
}
