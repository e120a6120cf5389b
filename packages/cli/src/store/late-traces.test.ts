import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTraceStore } from "@earshot/trace/sqlite";
import { expect, it } from "vitest";
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
  } finally {
    await traces.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
