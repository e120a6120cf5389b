/*
 * How the Studio's page bears a trace of 30,000 runs and a field of 20 MB, in Chromium, against a server on a SQLite file:
 * `npx tsx --conditions=@earshot/source benchmarks/studio/page.ts [--quick]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { chromiumPath, launchChromium } from "../../tests/support/chromium.js";
import { build } from "vite";
import { startStudio } from "@earshot/studio";
import type { TraceEvent } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";

if (chromiumPath === undefined) {
  console.log("Skipped: there is no Chromium here; the variable EARSHOT_CHROMIUM names one.");
  process.exit();
}
const isQuick = process.argv.includes("--quick");
const runs = isQuick ? 1_000 : 30_000;
const megabytes = isQuick ? 1 : 20;
const scrollMilliseconds = isQuick ? 300 : 3_000;

const begin = 1_790_000_000_000;
const facts = { rootRunId: "large", tags: [], metadata: {}, visibility: "user", source: "earshot" } as const;

/** Steps of an agent, one after another: each a chain with a model and a tool below it. */
function* largeTrace(): Generator<TraceEvent> {
  const root = { ...facts, runId: "large", kind: "chain", name: "agent" } as const;
  yield { ...root, type: "chain.start", seq: 0, time: begin, text: "do it all" };
  for (let at = 1; at < runs; at += 1) {
    const kind = at % 3 === 1 ? "chain" : at % 3 === 2 ? "chat_model" : "tool";
    const parentRunId = kind === "chain" ? "large" : `run ${at - ((at - 1) % 3)}`;
    const run = { ...facts, runId: `run ${at}`, parentRunId, kind, name: `${kind} ${at}` } as const;
    const time = begin + at * 10;
    yield { ...run, type: `${kind}.start`, seq: at * 2, time, text: `step ${at}` };
    const end = { time: time + (kind === "chain" ? 29 : 9), status: at % 97 === 0 ? "error" : "ok" } as const;
    yield { ...run, ...end, type: `${kind}.end`, seq: at * 2 + 1, text: `done ${at}` };
  }
  yield { ...root, type: "chain.end", seq: runs * 2, time: begin + runs * 10, status: "ok", text: "done" };
}

function largeField(): TraceEvent[] {
  const run = { ...facts, runId: "field", rootRunId: "field", kind: "chain", name: "field" } as const;
  const items: unknown[] = [];
  for (let size = 0; size < megabytes * 1_000_000; size += 100)
    items.push({
      id: items.length,
      text: "All work and no play makes a dull text.",
      deep: { values: [1, true, null] },
    });
  const payload = JSON.stringify({ inputs: { items, last: "needle" } });
  return [
    { ...run, type: "chain.start", seq: 0, time: begin + 1, payload },
    { ...run, type: "chain.end", seq: 1, time: begin + 2, status: "ok" },
  ];
}

/** The longest time for which the page answered nobody, since it was asked last. */
const longestBlock = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const kept = globalThis as never as { blocks: number[] };
    return Math.max(0, ...kept.blocks.splice(0));
  });

async function measure(page: Page, what: string, work: () => Promise<unknown>): Promise<void> {
  await longestBlock(page);
  const started = performance.now();
  await work();
  const took = performance.now() - started;
  console.log(`${what}: ${took.toFixed(0)} ms, blocked for at most ${(await longestBlock(page)).toFixed(0)} ms`);
}

/** Scrolls through all rows, a frame after another; answers how long frames took. */
const frames = (page: Page): Promise<readonly number[]> =>
  page.evaluate(async (milliseconds) => {
    const scroller = document.querySelector(".trace-scroller") as HTMLElement;
    const height = scroller.scrollHeight - scroller.clientHeight;
    const times: number[] = [];
    const from = performance.now();
    for (let last = from; last - from < milliseconds;) {
      scroller.scrollTop = (height * (last - from)) / milliseconds;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times.sort((left, right) => left - right);
  }, scrollMilliseconds);

const folder = mkdtempSync(join(tmpdir(), "earshot-page-benchmark-"));
const clientFolder = join(folder, "client");
const store = await openTraceStore({ path: join(folder, "traces.db") });
await build({
  configFile: fileURLToPath(new URL("../../packages/studio/client/vite.config.ts", import.meta.url)),
  logLevel: "error",
  build: { outDir: clientFolder },
});
const events = [...largeTrace(), ...largeField()];
for (let at = 0; at < events.length; at += 1_000) await store.append(events.slice(at, at + 1_000));
const studio = await startStudio({ store, port: 0, clientFolder });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(60_000);
  await page.addInitScript(() => {
    const kept = globalThis as never as { blocks: number[] };
    kept.blocks = [];
    new PerformanceObserver((list) => kept.blocks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ["longtask"],
    });
  });
  await page.goto(studio.url);
  await page.getByRole("link", { name: "agent" }).waitFor();
  await measure(page, `trace of ${runs.toLocaleString("en")} runs, opened`, async () => {
    await page.getByRole("link", { name: "agent" }).click();
    await page.getByRole("row", { name: "chain 1, ok" }).waitFor();
  });
  await longestBlock(page);
  const times = await frames(page);
  const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`scrolled: frame ${at(0.5)} ms median, ${at(0.95)} ms p95, ${at(1)} ms longest, ${times.length} frames`);
  await page.getByRole("treegrid").focus();
  await measure(page, "last row, by key", async () => {
    await page.keyboard.press("End");
    await page.locator(`[role=row][aria-rowindex="${runs}"][aria-selected="true"]`).waitFor();
  });
  await page.keyboard.press("Home");
  await measure(page, "all folded", async () => {
    await page.locator('[role=row][aria-rowindex="1"][aria-selected="true"]').waitFor();
    await page.keyboard.press("h");
    await page.waitForFunction(() => document.querySelector(".trace-scroller")?.getAttribute("aria-rowcount") === "1");
  });

  await page.goto(`${studio.url}#/traces/field`);
  await page.getByText("chain.start").waitFor();
  await measure(page, `field of ${megabytes} MB, opened`, async () => {
    await page.getByText("chain.start").click();
    await page.getByRole("tree").waitFor();
  });
  await measure(page, "all of it unfolded", async () => {
    await page.getByRole("button", { name: "Open all" }).click();
    await page.getByRole("treeitem").nth(20).waitFor();
  });
  await measure(page, "searched to its end", async () => {
    await page.getByRole("searchbox", { name: "Search in the JSON" }).fill("needle");
    await page.getByText("1 of 1", { exact: true }).waitFor();
  });
  console.log(`rows laid out: ${await page.getByRole("treeitem").count()}`);
} finally {
  await browser.close();
  await studio.close();
  await store.close();
  rmSync(folder, { recursive: true });
}
