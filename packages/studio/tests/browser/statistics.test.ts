import { expect, it } from "vitest";
import { memoryTraceStore, type TraceEvent } from "@earshot/trace";
import { hostileTexts } from "../support/hostile-texts.js";
import { traceEvent } from "../support/trace-events.js";
import { looks } from "./support/looks.js";
import { openedStudios } from "./support/opened-studio.js";
import { sampleRuns } from "./support/sample-runs.js";
import { seriousIssues } from "./support/serious-issues.js";

const open = openedStudios();
const hour = 3_600_000;
const names = ["answer a question", "plan a trip", "summarise a document"];
const models = ["claude-opus-5", "claude-sonnet-5", "gpt-5.6-mini"];

/** Runs of two days, each with a model call: some fail, some cost much. */
function twoDays(from: number): readonly TraceEvent[] {
  return Array.from({ length: 240 }, (_, at) => {
    const time = from + at * (hour / 5);
    const took = 400 + ((at * 7_919) % 2_600) + (at % 37 === 0 ? 6_000 : 0);
    const root = { runId: `r${at}`, rootRunId: `r${at}`, name: names[at % 3] ?? "" };
    const call = { ...root, runId: `m${at}`, parentRunId: `r${at}`, name: "Model", model: models[at % 3] ?? "" };
    const isFailed = at % 16 === 0;
    const tokens = 300 + ((at * 31) % 900);
    const usage = {
      inputTokens: tokens * 3,
      outputTokens: tokens,
      totalTokens: tokens * 4,
      source: "provider",
    } as const;
    return [
      traceEvent({ ...root, type: "chain.start", seq: 0, time }),
      traceEvent({ ...call, type: "chat_model.start", seq: 1, time: time + 5 }),
      traceEvent({
        ...call,
        type: "chat_model.end",
        seq: 2,
        time: time + took - 5,
        status: "ok",
        usage,
        firstTokenAt: time + 5 + took / 4,
        cost: at % 3 === 2 ? { unknown: "price" } : { amount: (tokens * 0.000_02 * (2 - (at % 3))).toFixed(6) },
      }),
      traceEvent({
        ...root,
        type: "chain.end",
        seq: 3,
        time: time + took,
        status: isFailed ? "error" : "ok",
        ...(isFailed ? { error: { name: "Error", message: "Too slow." } } : {}),
      }),
    ];
  }).flat();
}

const dayBefore = Date.UTC(2026, 8, 20);

async function twoDaysOfRuns() {
  const store = memoryTraceStore();
  await store.append(twoDays(dayBefore));
  return store;
}

it("shows what runs come to, over time, by name and by model, and narrows them as the list does", async () => {
  const { page } = await open(await twoDaysOfRuns());
  await page.getByRole("link", { name: "Statistics" }).click();
  const figures = page.locator(".figures");
  await figures.getByText("240", { exact: true }).waitFor();
  await expect(figures.innerText()).resolves.toMatch(/Errors\s+6\.3 %\s+15 of 240[\s\S]*80 calls of unknown price/);
  const charts = page.getByRole("figure");
  await expect.poll(() => charts.count()).toBe(5);
  await expect.poll(() => page.locator("canvas").count()).toBe(5);
  await page
    .getByRole("region", { name: "By model" })
    .getByRole("row", { name: /claude-opus-5/ })
    .waitFor();
  await page.getByRole("combobox", { name: "Name" }).selectOption("plan a trip");
  await figures.getByText("80", { exact: true }).first().waitFor();
  expect(page.url()).toContain("#/statistics?name=plan+a+trip");
  await page.getByRole("link", { name: "See these runs" }).click();
  await page.getByRole("grid", { name: "Runs" }).waitFor();
  expect(page.url()).toContain("#/runs?name=plan+a+trip");
});

it("has each chart gone through by keys, told in words, and as a table", async () => {
  const { page, url } = await open(await twoDaysOfRuns());
  await page.goto(`${url}#/statistics`);
  const chart = page.getByRole("figure", { name: "Runs and errors" });
  const slider = chart.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("Home");
  await expect.poll(() => slider.getAttribute("aria-valuenow")).toBe("0");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => slider.getAttribute("aria-valuenow")).toBe("1");
  await expect(slider.getAttribute("aria-valuetext")).resolves.toMatch(/: Runs 5, Errors \d$/);
  await expect.poll(() => chart.locator(".chart-legend").innerText()).toMatch(/Runs\s*5/);
  await chart.getByText("As a table").click();
  await expect(chart.getByRole("row").nth(2).innerText()).resolves.toMatch(/\s5\s+\d$/);
});

it("follows runs as they come", async () => {
  const { store, stream } = await sampleRuns();
  const { page, url } = await open(store);
  await page.goto(`${url}#/statistics`);
  const runs = page.locator(".figures b").first();
  await expect.poll(() => runs.innerText()).toBe("5");
  // A single step is told as well.
  const slider = page.getByRole("slider").first();
  await slider.focus();
  await page.keyboard.press("Home");
  await expect.poll(() => page.locator(".chart-legend").first().innerText()).toMatch(/Runs\s*\d/);
  const run = await stream();
  await run.goOn();
  await expect.poll(() => runs.innerText(), { timeout: 8_000 }).toBe("6");
});

it("says what to do when there is nothing, and when nothing is left", async () => {
  const { page, url } = await open(memoryTraceStore());
  await page.goto(`${url}#/statistics`);
  await page.getByRole("heading", { name: "Nothing heard yet" }).waitFor();
  expect(await seriousIssues(page)).toEqual([]);
});

it("shows hostile names as names", async () => {
  const store = memoryTraceStore();
  await store.append(
    hostileTexts.map((text, at) =>
      traceEvent({ type: "chat_model.start", runId: `${at}`, rootRunId: `${at}`, name: text, model: text }),
    ),
  );
  const { page, url } = await open(store);
  await page.goto(`${url}#/statistics`);
  await page.getByRole("region", { name: "By model" }).waitFor();
  expect(await page.evaluate(() => (globalThis as { hacked?: unknown }).hacked ?? null)).toBeNull();
});

it.each(looks)("has no serious barriers and fits at $width pixels, $colorScheme", async ({ width, colorScheme }) => {
  const { page, url } = await open(await twoDaysOfRuns(), { viewport: { width, height: 900 }, colorScheme });
  await page.goto(`${url}#/statistics`);
  await expect.poll(() => page.locator("canvas").count()).toBe(5);
  // What is there is the same at any width.
  if (width === 1440) expect(await seriousIssues(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await page.locator(".statistics-body").evaluate((body) => body.scrollTo(0, body.scrollHeight));
});
