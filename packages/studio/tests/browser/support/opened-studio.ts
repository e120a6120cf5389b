import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../../../../../tests/support/chromium.js";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import type { TraceStore } from "@earshot/trace";
import { startStudio } from "../../../src/server/start-studio.js";
import { buildPage } from "./build-page.js";

/** A page of a studio that really runs. */
export interface OpenedStudio {
  readonly page: Page;
  readonly url: string;
  /** Closes the studio; resolves when nobody listens there any more. What it answers starts another in its place. */
  interrupt(): Promise<() => Promise<void>>;
}

/** What the browser itself says of a server that is gone, or refuses what it was asked: no page can have it say nothing. */
const isBrowsersOwn =
  /net::ERR_(?:CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|CONNECTION_RESET)|status of 40[34]/;

let built: Promise<string> | undefined;

/** Once for all files that are tested by one process. */
const builtPage = (): Promise<string> => (built ??= buildPage(inject("temporaryFolder")));

/**
 * Opens pages of studios in one browser. After each test a page that logged an error, threw one, or asked anybody but its own studio has failed it.
 */
export function openedStudios(): (store: TraceStore, options?: BrowserContextOptions) => Promise<OpenedStudio> {
  let browser: Browser;
  let clientFolder: string;
  const complaints: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    [clientFolder, browser] = await Promise.all([builtPage(), launchChromium()]);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
    expect(complaints.splice(0), "what pages complained about").toEqual([]);
  });
  return async (store, options = {}) => {
    const start = async (port: number) => {
      const onError = (error: unknown) => void complaints.push(String(error));
      const started = await startStudio({ store, port, clientFolder, onError });
      ends.push(() => started.close());
      return started;
    };
    const studio = await start(0);
    const interrupt = async () => {
      await studio.close();
      return async () => void (await start(studio.port));
    };
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    ends.push(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("console", (message) => {
      const isBrowsers = isBrowsersOwn.test(message.text());
      if (["error", "warning"].includes(message.type()) && !isBrowsers) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(studio.url) && !/^(data|blob):/.test(url)) complaints.push(`asked ${url}`);
    });
    await page.goto(studio.url);
    return { page, url: studio.url, interrupt };
  };
}
