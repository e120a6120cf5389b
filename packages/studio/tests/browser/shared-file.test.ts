import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { build } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TraceEvent, TraceStore } from "@earshot/trace";
import type { SharedTrace } from "../../src/api/shared-trace.js";
import { sharePage } from "../../src/share/share-page.js";
import { withVisibleMarks } from "../../client/src/format/visible-marks.js";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { memoryStore } from "../support/memory-store.js";
import { traceEvent } from "../support/trace-events.js";
import { hostileTexts as hostileMessages } from "../views/hostile-texts.js";
import { sampleRuns } from "./support/sample-runs.js";
import { seriousIssues } from "./support/serious-issues.js";

const folder = mkdtempSync(join(tmpdir(), "earshot-shared-"));
let browser: Browser;

beforeAll(async () => {
  [browser] = await Promise.all([
    launchChromium(),
    build({
      configFile: fileURLToPath(new URL("../../client/vite.share.config.ts", import.meta.url)),
      logLevel: "error",
      build: { outDir: folder },
    }),
  ]);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** The file of a trace, opened as people do who were sent it; with what it asked anybody, and what it complained about. */
async function openFile(store: TraceStore, runId: string, size = { width: 1440, height: 900 }) {
  const events: Record<string, TraceEvent[]> = {};
  for await (const event of store.exportTrace(runId)) (events[event.runId] ??= []).push(event);
  const trace: SharedTrace = { version: 1, runId, sharedAt: Date.now(), runs: await store.readTrace(runId), events };
  const [script = "", style = ""] = ["share.js", "share.css"].map((name) => readFileSync(join(folder, name), "utf8"));
  const file = join(folder, "trace.html");
  writeFileSync(file, sharePage(trace, { script, style }));
  const page = await browser.newPage({ viewport: size });
  const complaints: string[] = [];
  page.on("request", (request) => !/^(file|data|blob):/.test(request.url()) && complaints.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await page.getByRole("treegrid").waitFor();
  return { page, complaints };
}

const harm = (page: Page) =>
  page.evaluate(() => [(globalThis as never as { hacked?: 1 }).hacked, (globalThis as never as { hasRun?: 1 }).hasRun]);

it("is the whole trace in a file: tree, messages and JSON, gone through by keys, asking nobody", async () => {
  const { store } = await sampleRuns();
  const [run] = (await store.listRuns({ names: ["ask about the moon"] })).runs;
  const { page, complaints } = await openFile(store, run?.runId ?? "");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  const details = page.getByRole("complementary", { name: "Run ScriptedChatModel" });
  await details.getByText("It is 384,400 km away.").waitFor();
  await details.getByText("chat_model.end").click();
  await details.getByRole("tree").getByText("generations").waitFor();
  expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
  expect(await seriousIssues(page)).toEqual([]);
  await page.setViewportSize({ width: 400, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("Next error").waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

it("shows hostile texts as texts, wherever they stand", async () => {
  const texts = [...hostileTexts, ...hostileMessages];
  const events = texts.flatMap((text, index) =>
    hostileTrace(text, `${index} ${text}`).map((event) => ({
      ...event,
      rootRunId: "root",
      parentRunId: event.parentRunId ?? "root",
      seq: event.seq + 10 * index,
    })),
  );
  const store = memoryStore([traceEvent({ type: "chain.start", runId: "root" }), ...events]);
  const { page, complaints } = await openFile(store, "root");
  for (const index of texts.keys()) {
    // The model's run below each: its messages are drawn, and its events opened as JSON.
    const runId = `${index} ${texts[index]}/model`;
    await page.evaluate((id) => void (location.hash = `#/traces/root?run=${encodeURIComponent(id)}`), runId);
    const isShown = (name: string | undefined) =>
      document.querySelector(".details")?.getAttribute("aria-label") === `Run ${name}` &&
      document.querySelectorAll(".details .events summary").length > 1;
    await page.waitForFunction(isShown, withVisibleMarks(texts[index] ?? ""));
    await page.locator(".details summary").evaluateAll((all) => all.forEach((each) => (each as HTMLElement).click()));
    expect([texts[index], ...(await harm(page))]).toEqual([texts[index], undefined, undefined]);
  }
  await page.waitForTimeout(100);
  expect(await harm(page)).toEqual([undefined, undefined]);
  expect(complaints).toEqual([]);
  await page.close();
}, 30_000);
