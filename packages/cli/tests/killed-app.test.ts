import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, expect, test } from "vitest";
import { runEarshot } from "./support/run-earshot.js";

const folder = mkdtempSync(join(tmpdir(), "earshot-killed-app-"));
const path = join(folder, "traces.db");
const program = fileURLToPath(new URL("support/app-that-runs.ts", import.meta.url));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function startApp(): Promise<ChildProcess> {
  const options = ["--import", "tsx", "--conditions=@earshot/source"];
  const child = spawn(process.execPath, [...options, program, path], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

test("the run of an app that is killed is shown as such, to whoever watches too, and that of one that lives goes on", async () => {
  const [killed, living] = await Promise.all([startApp(), startApp()]);
  const store = await openTraceStore({ path });
  const statuses = async () => new Map((await store.listRuns()).runs.map(({ name, status }) => [name, status]));
  await store.prune({ lostAfterMs: 0 });
  expect([...(await statuses()).values()]).toEqual(["running", "running"]);
  const { cursor } = await store.changes();
  let told = 0;
  const end = store.watch(() => told++);
  killed.kill("SIGKILL");
  await once(killed, "exit");
  await store.prune({ lostAfterMs: 0 });
  expect(await statuses()).toEqual(
    new Map([
      [`app ${killed.pid}`, "cancelled"],
      [`app ${living.pid}`, "running"],
    ]),
  );
  expect(told).toBeGreaterThan(0);
  const { runs } = await store.changes(cursor);
  expect(runs).toMatchObject([{ status: "cancelled", error: { name: "Abandoned" } }]);
  const [{ runId } = { runId: "" }] = runs;
  end();
  await store.close();

  const said = `Abandoned: The process of this run (pid ${killed.pid}) was killed`;
  const listed = await runEarshot(["runs", "--store", path], { env: { COLUMNS: "250" } });
  expect(listed.stdout).toContain(said);
  expect(listed.stdout.split("\n").find((line) => line.includes(`app ${living.pid}`))).not.toContain("Abandoned");
  const shown = await runEarshot(["show", runId, "--store", path], { env: { COLUMNS: "250" } });
  expect(shown.stdout).toContain(said);
});
