/*
 * How the Studio's page bears a trace of 30,000 runs and a field of 20 MB, in Chromium, against a server on a SQLite file, beside a bare list of as
 * many rows: `npx tsx --conditions=@earshot/source benchmarks/studio/page.ts [--quick] [--json]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromiumPath, launchChromium } from "../../tests/support/chromium.js";
import { build } from "vite";
import { startStudio } from "@earshot/studio";
import { openTraceStore } from "@earshot/trace/sqlite";
import { bareList } from "./bare-list.js";
import { largeField, largeTrace } from "./example-events.js";
import { type Scrolled, type Taken, WatchedPage } from "./watched-page.js";

const isJson = process.argv.includes("--json");
const say = (text: string): void => {
  if (!isJson) console.log(text);
};
if (chromiumPath === undefined) {
  console.log(
    isJson
      ? JSON.stringify({ skipped: "no Chromium" })
      : "Skipped: there is no Chromium here; the variable EARSHOT_CHROMIUM names one.",
  );
  process.exit();
}
const isQuick = process.argv.includes("--quick");
const runs = isQuick ? 1_000 : 30_000;
const megabytes = isQuick ? 1 : 20;
const scrollMilliseconds = isQuick ? 300 : 3_000;
const figures: Record<string, number> = {};

function tell(id: string, title: string, taken: Taken | Scrolled): void {
  const { milliseconds, block, blockCpu, cpu } = taken;
  figures[`${id}Block`] = block;
  figures[`${id}BlockCpu`] = blockCpu;
  figures[`${id}Cpu`] = cpu;
  const [took, blocked, used] = [milliseconds, block, cpu].map((value) => value.toFixed(0));
  const longestTask = `blocked for at most ${blocked} ms, by a task of ${blockCpu.toFixed(0)} ms of CPU at most`;
  if (!("frames" in taken)) return say(`${title}: ${took} ms, ${longestTask}, ${used} ms of CPU in all`);
  const { frames, median, p95, longest, cpuPerFrame } = taken;
  figures[`${id}Frame`] = cpuPerFrame;
  figures[`${id}P95`] = p95;
  const [middle, late, last] = [median, p95, longest].map((value) => value.toFixed(1));
  say(
    `${title}: frame ${middle} ms median, ${late} ms p95, ${last} ms longest, ${frames} frames, ${cpuPerFrame.toFixed(2)} ms of CPU each, ${longestTask}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "earshot-page-benchmark-"));
const clientFolder = join(folder, "client");
const store = await openTraceStore({ path: join(folder, "traces.db") });
await build({
  configFile: fileURLToPath(new URL("../../packages/studio/client/vite.config.ts", import.meta.url)),
  logLevel: "error",
  build: { outDir: clientFolder },
});
const events = [...largeTrace(runs), ...largeField(megabytes)];
for (let at = 0; at < events.length; at += 1_000) await store.append(events.slice(at, at + 1_000));
const studio = await startStudio({ store, port: 0, clientFolder });
const browser = await launchChromium();
try {
  const loadBefore = loadavg()[0] ?? 0;
  const bare = await WatchedPage.open(browser);
  await bare.page.goTo(`data:text/html,${encodeURIComponent(bareList(runs))}`);
  tell("bare", "bare list of as many rows, scrolled", await bare.scroll(scrollMilliseconds));
  await bare.page.close();

  const watched = await WatchedPage.open(browser);
  const { page } = watched;
  const measure = async (id: string, title: string, work: () => Promise<unknown>) =>
    tell(id, title, await watched.measure(work));
  await page.goTo(studio.url);
  await page.waitFor(`a.run-name[href*="large"]`);
  await measure("opened", `trace of ${runs.toLocaleString("en")} runs, opened`, async () => {
    await page.click(`a.run-name[href*="large"]`);
    await page.waitFor(`[role=row][aria-label="chain 1, ok"]`);
  });
  tell("scrolled", "scrolled", await watched.scroll(scrollMilliseconds));
  await page.evaluate(() => document.querySelector<HTMLElement>("[role=treegrid]")?.focus());
  await measure("lastRow", "last row, by key", async () => {
    await page.press("End");
    await page.waitFor(`[role=row][aria-rowindex="${runs}"][aria-selected="true"]`);
  });
  await page.press("Home");
  await measure("folded", "all folded", async () => {
    await page.waitFor(`[role=row][aria-rowindex="1"][aria-selected="true"]`);
    await page.press("h");
    await page.waitFor(`.trace-scroller[aria-rowcount="1"]`);
  });

  await page.goTo(`${studio.url}#/traces/field`);
  await page.waitFor(".events summary");
  await measure("field", `field of ${megabytes} MB, opened`, async () => {
    await page.click(".events summary", "chain.start");
    await page.waitFor("[role=tree]");
  });
  await measure("unfolded", "all of it unfolded", async () => {
    await page.click(".v-json-tools button", "Open all");
    await page.waitFor("[role=treeitem]:nth-child(21)");
  });
  await measure("searched", "searched to its end", async () => {
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>("input[type=search][aria-label='Search in the JSON']");
      if (field !== null) field.value = "needle";
      field?.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await page.until(() => document.querySelector(".v-json-tools [role=status]")?.textContent === "1 of 1");
  });
  figures["fieldRows"] = await page.evaluate(() => document.querySelectorAll("[role=treeitem]").length);
  say(`rows laid out: ${figures["fieldRows"]}`);
  say(`load of the machine: ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`);
  if (isJson) console.log(JSON.stringify(figures));
} finally {
  await browser.close();
  await studio.close();
  await store.close();
  rmSync(folder, { recursive: true });
}
