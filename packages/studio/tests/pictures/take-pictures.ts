// Pictures of every view, wide and narrow, light and dark, of runs that were really made: `npm run screenshots -w @earshot/studio`, with
// parts of names of views to take these alone. They go to `packages/studio/.pictures`, or where EARSHOT_PICTURES says.
import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { memoryTraceStore } from "@earshot/trace";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { startStudio } from "../../src/server/start-studio.js";
import { buildPage } from "../browser/support/build-page.js";
import { looks } from "../browser/support/looks.js";
import { pictured, type Scene } from "./pictured.js";
import { showcaseRuns } from "./showcase-runs.js";

const folder = process.env["EARSHOT_PICTURES"] ?? fileURLToPath(new URL("../../.pictures", import.meta.url));
const wanted = process.argv.slice(2);

const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

mkdirSync(folder, { recursive: true });
const [clientFolder, showcase, browser] = await Promise.all([buildPage(tmpdir()), showcaseRuns(), launchChromium()]);
const options = { port: 0, clientFolder } as const;
const studio = await startStudio({ ...options, store: showcase.store });
const empty = await startStudio({ ...options, store: memoryTraceStore() });
try {
  for (const look of looks) {
    const running = await showcase.begin();
    const { runs } = await showcase.store.listRuns({ limit: 200 });
    await takeAll(browser, look, { url: studio.url, emptyUrl: empty.url, runs, store: showcase.store });
    await running.stop();
  }
} finally {
  await browser.close();
  await Promise.all([studio.close(), empty.close(), showcase[Symbol.asyncDispose]()]);
  rmSync(clientFolder, { recursive: true, force: true });
}
console.log(pathToFileURL(folder).href);

async function takeAll(
  driven: Browser,
  { width, colorScheme }: (typeof looks)[number],
  scene: Omit<Scene, "page">,
): Promise<void> {
  const context = await driven.newContext({ viewport: { width, height: width === 400 ? 860 : 900 }, colorScheme });
  for (const [name, go] of Object.entries(pictured)) {
    if (!isWanted(name)) continue;
    const page = await context.newPage();
    page.setDefaultTimeout(4_000);
    await take(page, { name: `${name}-${width}-${colorScheme}`, go: () => go({ ...scene, page }) });
    await page.close();
  }
  await context.close();
}

interface Picture {
  readonly name: string;
  go(): Promise<void>;
}

async function take(page: Page, { name, go }: Picture): Promise<void> {
  try {
    await go();
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  await page.waitForTimeout(250);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  if (scrollWidth > clientWidth) console.error(`${name}: ${scrollWidth - clientWidth} pixels are beside the page`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
