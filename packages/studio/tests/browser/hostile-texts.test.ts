import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { ask } from "../support/ask.js";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { memoryStore } from "../support/memory-store.js";
import { studios } from "../support/studios.js";

const start = studios();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const paths = [
  "/api/info",
  "/api/runs",
  "/api/traces/root",
  "/api/runs/root/events",
  "/api/runs/root/events/0/payload",
  "/api/facets",
  "/api/statistics",
  "/api/traces/%3Cscript%3Ewindow.hacked=1%3C/script%3E",
  `/api/runs?query=${encodeURIComponent('{"<script>window.hacked=1</script>":1}')}`,
  "/api/<script>window.hacked=1</script>",
  "/<script>window.hacked=1</script>",
];

describe("hostile texts in every field", () => {
  it("don't run when an answer is opened as a page", async () => {
    const { port } = await start({
      store: memoryStore(hostileTexts.flatMap((text) => hostileTrace(text, "root"))),
      storeName: hostileTexts[0] ?? "",
      clientFolder: "/nowhere",
    });
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(`http://127.0.0.1:${port}/`)) elsewhere.push(request.url());
    });
    for (const path of paths) {
      await page.goto(`http://127.0.0.1:${port}${path}`);
      await page.waitForTimeout(20);
      const hacked: unknown = await page.evaluate(() => (window as never as { hacked: unknown }).hacked ?? null);
      expect([path, hacked]).toEqual([path, null]);
    }
    expect(elsewhere).toEqual([]);
    await page.close();
  });

  it.each(hostileTexts)("come back as they went in: %j", async (text) => {
    const { port } = await start({ store: memoryStore(hostileTrace(text, "root")) });
    const [run] = JSON.parse((await ask(port, "GET /api/traces/root")).text) as [Record<string, unknown>];
    expect(run).toMatchObject({
      name: text,
      tags: [text],
      feedback: [{ key: text, comment: text }],
      error: { message: text },
    });
    expect(Object.entries(run["metadata"] as object)).toContainEqual([text, text]);
    const file = await ask(port, "GET /api/traces/root/share");
    expect(file.headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+"$/);
    const shared = /id="earshot-shared-trace">([^<]*)<\/script>/.exec(file.text)?.[1] ?? "";
    expect((JSON.parse(shared) as { runs: { name: string }[] }).runs[0]?.name).toBe(text);
    const said = await ask(port, "POST /api/runs/root/feedback", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: text.slice(0, 200), comment: text }),
    });
    expect(said.status).toBe(200);
  });
});
