import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { traceStoreConformance } from "../src/conformance/trace-store-conformance.js";
import { openDatabase } from "../src/sqlite/sqlite-driver.js";
import { openInsertOnlyStore } from "./support/insert-only-store.js";

const folder = mkdtempSync(join(tmpdir(), "earshot-log-"));
let files = 0;
let path = "";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cases = traceStoreConformance({
  open: async () => openInsertOnlyStore((path = join(folder, `${String((files += 1))}.db`))),
  openAgain: async () => openInsertOnlyStore(path),
});

// What a column store can do is enough for the port: the same suite, on a table that takes no update and no delete.
for (const { name, skip, run } of cases) test.skipIf(skip !== undefined)(`inserts alone: ${name}`, run);

test("the table refuses all else", async () => {
  await openInsertOnlyStore((path = join(folder, "refusing.db"))).close();
  const database = openDatabase(path);
  database.exec("INSERT INTO log (root_id, kind, heard_at, body) VALUES ('a', 'deletion', 0, 'null')");
  expect(() => database.exec("UPDATE log SET kind = 'event'")).toThrow("nothing is changed");
  expect(() => database.exec("DELETE FROM log")).toThrow("nothing is taken away");
  database.close();
});
