import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { memoryTraceStore } from "@earshot/trace";
import { withVisibleMarks } from "../../client/src/format/visible-marks.js";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { hostileTexts as hostileMessages } from "../views/hostile-texts.js";
import { openedStudios } from "./support/opened-studio.js";

const open = openedStudios();
const texts = [...hostileTexts, ...hostileMessages];

/** What a text did that ran. */
const harm = (page: Page) =>
  page.evaluate(() => {
    const { hacked, hasRun } = globalThis as { hacked?: unknown; hasRun?: unknown };
    return { hacked, hasRun };
  });

const none = { hacked: undefined, hasRun: undefined };

it("shows texts that want to run as texts, in every view", async () => {
  const store = memoryTraceStore();
  await store.append(texts.flatMap((text, index) => hostileTrace(text, `${index} ${text}`)));
  const { page } = await open(store);
  const go = (path: string) => page.evaluate((hash) => void (location.hash = hash), path);
  const rows = page.getByRole("row");
  await expect.poll(() => rows.count()).toBeGreaterThan(20);
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  for (const [index, text] of texts.entries()) {
    const root = `${index} ${text}`;
    // Messages, error, facts and feedback; and, opened, each event as JSON, the stack and the form to run it again.
    await go(`#/traces/${encodeURIComponent(root)}?${new URLSearchParams({ run: `${root}/model` })}`);
    const isShown = (name: string) =>
      document.querySelector(".details")?.getAttribute("aria-label") === `Run ${name}` &&
      document.querySelectorAll(".events summary").length > 2;
    await page.waitForFunction(isShown, withVisibleMarks(text));
    await page.locator(".details summary").evaluateAll((all) => all.forEach((each) => (each as HTMLElement).click()));
    await page.locator(".v-json-row").first().waitFor();
    expect({ text, ...(await harm(page)) }).toEqual({ text, ...none });
    if (index % 3 === 0) {
      await go(`#/threads/${encodeURIComponent(text)}`);
      await page.locator(".thread-turn").first().waitFor();
      expect({ text, ...(await harm(page)) }).toEqual({ text, ...none });
      await go(`#/compare?${new URLSearchParams({ left: root, right: `${root}/model` })}`);
      await page.getByText(withVisibleMarks(text).trim().slice(0, 10), { exact: false }).first().waitFor();
      expect({ text, ...(await harm(page)) }).toEqual({ text, ...none });
    }
  }
  await go("#/statistics");
  await page.getByRole("heading").first().waitFor();
  await go("#/threads");
  await expect.poll(() => rows.count()).toBeGreaterThan(10);
  await go("#/runs");
  await expect.poll(() => rows.count()).toBeGreaterThan(20);
  expect(await harm(page)).toEqual(none);
});
