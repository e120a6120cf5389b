/*
 * What being seen live costs: `npx tsx --conditions=@earshot/source benchmarks/studio/live.ts [--quick] [--json]`.
 * The handler's time per event with the file behind it, and how long a first token takes from an app's process to a page in Chromium.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { defineHandler, type EarshotEvent } from "@earshot/core/events";
import { startStudio, studio } from "@earshot/studio";
import { scriptedChatModel } from "@earshot/testing";
import { openTraceStore } from "@earshot/trace/sqlite";
import { chromiumPath, launchChromium } from "../../tests/support/chromium.js";

const isQuick = process.argv.includes("--quick");
const isJson = process.argv.includes("--json");
const figures: Record<string, number> = {};
const say = (text: string): void => {
  if (!isJson) console.log(text);
};
const folder = mkdtempSync(join(tmpdir(), "earshot-live-"));

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const summary = (values: readonly number[], digits: number): string =>
  [0.5, 0.9, 0.99, 1].map((part) => percentile(values, part).toFixed(digits)).join(" / ");

/** The events of an answer of so many tokens. */
async function heardEvents(tokens: number): Promise<readonly EarshotEvent[]> {
  const events: EarshotEvent[] = [];
  const text = Array.from({ length: tokens }, (_, at) => `token ${String(at)} `);
  const listener = defineHandler({ onEvent: (event: EarshotEvent) => void events.push(event) });
  for await (const _ of await scriptedChatModel([{ text }]).stream("go", { callbacks: [listener] })) continue;
  return events;
}

async function measureHandler(): Promise<void> {
  const events = await heardEvents(200);
  const handler = studio({ store: join(folder, "handler.db"), quiet: true });
  const inHandler: number[] = [];
  const inAll: number[] = [];
  for (let round = 0; round < (isQuick ? 20 : 500); round++) {
    const named = events.map((event) => ({ ...event, runId: `${String(round)}`, rootRunId: `${String(round)}` }));
    const cpu = process.cpuUsage();
    const begun = performance.now();
    for (const event of named) void handler.onEvent?.(event as EarshotEvent);
    inHandler.push(((performance.now() - begun) * 1000) / named.length);
    await handler.flush();
    const { user, system } = process.cpuUsage(cpu);
    inAll.push((user + system) / named.length);
  }
  await handler.close();
  // The first rounds are the compiler's.
  Object.assign(figures, {
    handler: percentile(inHandler.slice(3), 0.5),
    handlerLate: percentile(inHandler.slice(3), 0.99),
    handlerCpu: percentile(inAll.slice(3), 0.5),
  });
  say(`handler, µs per event (p50 / p90 / p99 / max): ${summary(inHandler.slice(3), 2)}`);
  say(`with what is written later, µs of CPU per event (p50 / p90 / p99 / max): ${summary(inAll.slice(3), 1)}`);
}

async function measureFirstTokens(): Promise<void> {
  const path = join(folder, "live.db");
  const store = await openTraceStore({ path });
  const server = await startStudio({ store, port: 0 });
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(`${server.url}api/info`);
  await page.goto(server.url);
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    Object.assign(globalThis, { seen });
    const source = new EventSource("/api/changes");
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      for (const { runId } of (JSON.parse(data) as { deltas: { runId: string }[] }).deltas) seen[runId] ??= Date.now();
    });
    return new Promise((resolve) => source.addEventListener("open", resolve));
  });
  const heard = await runApp(path, isQuick ? 3 : 40);
  await page.waitForTimeout(300);
  const seen = await page.evaluate(() => (globalThis as unknown as { seen: Record<string, number> }).seen);
  const delays = [...heard].map(([runId, time]) => (seen[runId] ?? Number.NaN) - time);
  await browser.close();
  await server.close();
  await store.close();
  Object.assign(figures, { token: percentile(delays, 0.5), tokenLate: percentile(delays, 0.99) });
  say(`first token, from the app's handler to the page, ms (p50 / p90 / p99 / max): ${summary(delays, 0)}`);
}

/** When the handlers of an app heard first tokens, by run. */
async function runApp(path: string, answers: number): Promise<ReadonlyMap<string, number>> {
  const program = fileURLToPath(new URL("streaming-app.ts", import.meta.url));
  const options = ["--import", "tsx", "--conditions=@earshot/source"];
  const app = spawn(process.execPath, [...options, program, path, String(answers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const heard = new Map<string, number>();
  for await (const line of createInterface({ input: app.stdout })) {
    const [runId = "", time] = line.split(" ");
    heard.set(runId, Number(time));
  }
  return heard;
}

try {
  const loadBefore = loadavg()[0] ?? 0;
  await measureHandler();
  if (chromiumPath !== undefined) await measureFirstTokens();
  else say("First tokens: skipped, there is no Chromium here; the variable EARSHOT_CHROMIUM names one.");
  say(`load of the machine: ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`);
  if (isJson) console.log(JSON.stringify(figures));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
