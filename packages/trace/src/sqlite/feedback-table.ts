import type { RunRecord } from "../schema/run-record.js";
import { feedbackKindsOf } from "../store/feedback-kinds.js";
import type { SqliteDatabase, SqliteStatement } from "./sqlite-driver.js";

/** Which runs have which kinds of feedback: few of many have any, and whoever asks for them should not go through the others. */
export class FeedbackTable {
  readonly #add: SqliteStatement;
  readonly #drop: SqliteStatement;

  constructor(database: SqliteDatabase) {
    this.#add = database.prepare("INSERT OR IGNORE INTO feedback VALUES (?, ?)");
    this.#drop = database.prepare("DELETE FROM feedback WHERE kind = ? AND run_key = ?");
  }

  /** Brings up to date what is said about a run that had this said about it before, if it was there. */
  put(runKey: number, before: RunRecord | undefined, after: RunRecord): void {
    if ((before?.feedback.length ?? 0) + after.feedback.length === 0) return;
    const kinds = feedbackKindsOf(after);
    for (const kind of before === undefined ? [] : feedbackKindsOf(before))
      if (!kinds.includes(kind)) this.#drop.run(kind, runKey);
    for (const kind of kinds) this.#add.run(kind, runKey);
  }
}
