import { join } from "node:path";
import type { TraceStore } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask } from "./support/ask.js";
import { buildPrograms, type BuiltPrograms } from "./support/build-programs.js";
import { startProgram, type StartedProgram } from "./support/start-program.js";

const rounds = Number(process.env["EARSHOT_PROPERTY_RUNS"] ?? 4);
let programs: BuiltPrograms;
beforeAll(async () => {
  programs = await buildPrograms("heard-app", "serving-studio");
});
afterAll(() => programs[Symbol.dispose]());

const start = (name: string, ...given: readonly string[]): StartedProgram =>
  startProgram(join(programs.folder, `${name}.js`), given);

/** Names of the runs that are whole: begun, ended, and with the run below. */
async function wholeRuns(store: TraceStore): Promise<Set<string>> {
  const names = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({ limit: 1000, statuses: ["ok"], ...(cursor === undefined ? {} : { cursor }) });
    for (const { name, totals } of page.runs) if (totals?.runs === 2) names.add(name);
    cursor = page.next;
  } while (cursor !== undefined);
  return names;
}

const flushed = ({ lines }: StartedProgram): readonly string[] =>
  lines.flatMap((line) => [1, 2, 3].map((each) => `${line}-${each}`));

it("kills of app and studio, whenever they come, lose nothing that was flushed, and the file goes on", async () => {
  const path = join(programs.folder, "killed.db");
  const moments = fc.record({
    afterMs: fc.integer({ min: 0, max: 400 }),
    which: fc.constantFrom("app", "studio", "both"),
  });
  const said: string[] = [];
  for (const { afterMs, which } of fc.sample(moments, rounds)) {
    const studio = start("serving-studio", path);
    const app = start("heard-app", path, "flushing");
    await expect.poll(() => [studio.lines.length > 0, app.lines.length > 0], { timeout: 30_000 }).toEqual([true, true]);
    // The studio writes as well: nobody may be in the way of anybody.
    await Promise.all([ask(Number(studio.lines[0]), "GET /api/runs"), new Promise((go) => setTimeout(go, afterMs))]);
    if (which !== "app") await studio.kill();
    if (which !== "studio") await app.kill();
    if (which === "studio") {
      const before = app.lines.length;
      await expect.poll(() => app.lines.length, { timeout: 30_000 }).toBeGreaterThan(before);
    }
    await Promise.all([studio.kill(), app.kill()]);
    expect((await app.ended).signal).toBe("SIGKILL");
    said.push(...flushed(app));
    const store = await openTraceStore({ path });
    const there = await wholeRuns(store);
    expect(said.filter((name) => !there.has(name))).toEqual([]);
    await store.close();
  }
});
