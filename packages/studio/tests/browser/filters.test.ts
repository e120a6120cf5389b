import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { smallTrace } from "../support/trace-events.js";
import { openedStudios } from "./support/opened-studio.js";
import { sampleRuns } from "./support/sample-runs.js";

const open = openedStudios();

it("filters by what is chosen and typed, says so in the address, and shows the same when that is opened", async () => {
  const { page } = await open((await sampleRuns()).store);
  const rows = page.getByRole("grid", { name: "Runs" }).locator("[role=row][aria-label]");
  const address = () => new URLSearchParams(new URL(page.url()).hash.split("?")[1]);
  await expect.poll(() => rows.count()).toBe(5);
  await page.getByLabel("Tag").selectOption("space");
  await expect.poll(() => rows.count()).toBe(1);
  expect(address().get("tag")).toBe("space");
  await page.reload();
  await expect.poll(() => rows.count()).toBe(1);
  expect(await page.getByLabel("Tag").inputValue()).toBe("space");
  await page.getByLabel("Tag").selectOption("");
  await page.getByLabel("Name", { exact: true }).selectOption("find a book");
  await expect.poll(() => rows.allInnerTexts().then((texts) => texts.join())).toContain("closed on Mondays");
  expect(await rows.count()).toBe(1);
  await page.getByLabel("Name", { exact: true }).selectOption("");
  await page.getByLabel("Kind").selectOption("tool");
  await page.getByRole("heading", { name: "No run is like that" }).waitFor();
  await page.getByRole("link", { name: "Look in all runs" }).click();
  await expect.poll(() => rows.allInnerTexts().then((texts) => texts.join())).toContain("measure");
  expect([address().get("scope"), address().get("kind")]).toEqual(["all", "tool"]);
  await page.getByLabel("Kind").selectOption("");
  await page.getByLabel("Root runs").selectOption("");
  await page.getByLabel("Metadata, as key=value").fill("nonsense");
  await page.keyboard.press("Enter");
  await page.getByText("“nonsense” is no key with its value").waitFor();
  await page.getByLabel("Metadata, as key=value").fill("thread_id=t-1");
  await page.keyboard.press("Enter");
  await expect.poll(() => rows.count()).toBe(2);
  expect(address().get("metadata")).toBe("thread_id=t-1");
  await page.getByLabel("Root runs").selectOption("All runs");
  await page.getByLabel("Kind").selectOption("chat_model");
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByLabel("Metadata, as key=value").fill("");
  await page.keyboard.press("Enter");
  await expect.poll(() => rows.count()).toBeGreaterThan(2);
});

it("lets nothing move under the eyes: what comes while the list is scrolled waits above it", async () => {
  const store = memoryTraceStore();
  const at = (index: number) =>
    smallTrace(`run-${index}`).map((event) => ({ ...event, time: event.time + index * 100 }));
  await store.append(Array.from({ length: 80 }, (_, index) => at(index)).flat());
  const { page } = await open(store);
  const grid = page.getByRole("grid", { name: "Runs" });
  await grid.getByRole("link").first().waitFor();
  await grid.evaluate((element) => element.scrollTo({ top: 600 }));
  const shown = () => grid.evaluate((element) => element.scrollTop);
  await expect.poll(shown).toBe(600);
  await store.append([...at(80), ...at(81)]);
  await page.getByRole("button", { name: "2 new" }).click();
  await expect.poll(shown).toBe(0);
  expect(await grid.getAttribute("aria-rowcount")).toBe("83");
});

it("says that there is no such page, and leads back", async () => {
  const { page, url } = await open(memoryTraceStore());
  await page.goto(`${url}#/nowhere`);
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  await page.getByRole("link", { name: "Show all runs" }).click();
  await page.getByText("Nothing heard yet").waitFor();
});
