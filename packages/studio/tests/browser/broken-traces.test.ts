import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openTraceStore } from "@earshot/trace/sqlite";
import { importEvents, type TraceEvent, type TraceStore } from "@earshot/trace";
import { withVisibleMarks } from "../../client/src/format/visible-marks.js";
import { smallTrace } from "../support/trace-events.js";
import { brokenTraces } from "./support/broken-traces.js";
import { openedStudios } from "./support/opened-studio.js";

const open = openedStudios();
const traces = brokenTraces();
let folder = "";
let store: TraceStore;

beforeAll(async () => {
  folder = mkdtempSync(join(inject("temporaryFolder"), "broken-"));
  store = await openTraceStore({ path: join(folder, "traces.db") });
  const lines = [...Object.values(traces).flat(), ...smallTrace("whole")].map((event) => `${JSON.stringify(event)}\n`);
  await importEvents(lines, { store });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const go = (page: Page, path: string) => page.evaluate((hash) => void (location.hash = hash), path);

it("draws every one of them, whatever is asked of it", async () => {
  const { page, url } = await open(store);
  const file = await page.context().newPage();
  for (const [what, [first]] of Object.entries(traces))
    if (first !== undefined)
      await drawn({ page, file, url }, first).catch((cause: unknown) => {
        throw new Error(`A trace with ${what} is not drawn.`, { cause });
      });
}, 120_000);

interface Shown {
  readonly page: Page;
  /** Where shared files are opened. */
  readonly file: Page;
  readonly url: string;
}

async function drawn({ page, file, url }: Shown, { runId, rootRunId }: TraceEvent): Promise<void> {
  const [run] = await store.readTrace(runId);
  await go(page, `#/traces/${encodeURIComponent(rootRunId)}?${new URLSearchParams({ run: runId })}`);
  const rows = page.getByRole("treegrid").getByRole("row");
  await page
    .getByRole("complementary", { name: `Run ${withVisibleMarks(run?.name.trim().slice(0, 20) ?? "")}` })
    .waitFor();
  await page.getByRole("heading", { name: "Raw" }).waitFor();
  await rows.first().waitFor();
  // Each event as JSON, stacks, and the form to run it again.
  await page.locator(".details summary").evaluateAll((all) => all.forEach((each) => (each as HTMLElement).click()));
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await rows.first().waitFor();
  await go(page, `#/compare?${new URLSearchParams({ left: runId, right: "whole" })}`);
  await page.getByRole("article", { name: "The chosen runs" }).waitFor();
  await rows.first().waitFor();
  if (run?.sessionId !== undefined) {
    await go(page, `#/threads/${encodeURIComponent(run.sessionId)}`);
    await page.locator(".thread-turn").first().waitFor();
  }
  const shared = join(folder, "shared.html");
  writeFileSync(shared, await (await fetch(new URL(`api/traces/${encodeURIComponent(runId)}/share`, url))).text());
  await file.goto(pathToFileURL(shared).href);
  await file.locator("#earshot-shared-trace").waitFor({ state: "attached" });
}

it("lists and counts them all, the whole ones among them", async () => {
  const { page } = await open(store);
  const { runs } = await store.listRuns({ limit: 500 });
  const roots = new Set(Object.values(traces).flatMap((events) => events.map(({ rootRunId }) => rootRunId)));
  expect(new Set(runs.map(({ rootRunId }) => rootRunId))).toEqual(new Set([...roots, "whole"]));
  for (const filters of ["", "?order=slowest", "?order=costliest", "?scope=all", "?text=hello", "?status=running"]) {
    await go(page, `#/runs${filters}`);
    await page.getByRole("grid", { name: "Runs" }).getByRole("row").nth(1).waitFor();
    await page.keyboard.press("End");
  }
  await go(page, "#/statistics");
  await page.getByRole("heading", { name: "By name" }).waitFor();
  await go(page, "#/threads");
  await page.getByRole("grid", { name: "Threads" }).getByRole("row").first().waitFor();
});
