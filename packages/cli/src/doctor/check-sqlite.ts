import { sqliteFacts } from "@earshot/trace/sqlite";
import type { Finding } from "./finding.js";

/** Which SQLite keeps stores. */
export function checkSqlite(): Finding {
  const { driver, sqliteVersion } = sqliteFacts(":memory:");
  const facts = { driver, version: sqliteVersion };
  return { about: "SQLite", state: "ok", says: `${sqliteVersion}, by ${driver}`, facts };
}
