import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTraceStore } from "@earshot/trace/sqlite";
import { expect, it } from "vitest";
import { exampleEvents } from "../../tests/support/example-store.js";
import { lateTraces } from "./late-traces.js";

it("a store that is looked at for long is never made, and found when it is there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "earshot-late-"));
  const store = join(folder, "late.db");
  const traces = lateTraces({ options: { store } });
  try {
    await expect(traces.listRuns()).rejects.toThrow(/There are no runs in .*late\.db yet/);
    expect(existsSync(store)).toBe(false);
    await (await openTraceStore({ path: store })).close();
    expect(await traces.listRuns()).toEqual({ runs: [] });
    // Whoever begins anew deletes the file, and the next program makes another.
    for (const end of ["", "-wal", "-shm"]) rmSync(store + end, { force: true });
    await expect(traces.listRuns()).rejects.toThrow(/There are no runs in .*late\.db yet/);
    const another = await openTraceStore({ path: store });
    await another.append(exampleEvents);
    await another.close();
    expect((await traces.listRuns()).runs).toHaveLength(2);
  } finally {
    await traces.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
