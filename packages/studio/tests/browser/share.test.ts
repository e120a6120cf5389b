import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { recordOfDraft, reduceEvents } from "@earshot/trace";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { ask } from "../support/ask.js";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { memoryStore } from "../support/memory-store.js";
import { studios } from "../support/studios.js";
import { traceEvent } from "../support/trace-events.js";
import type { SharedTrace } from "../../src/api/shared-trace.js";
import { sharePage } from "../../src/share/share-page.js";

const start = studios();
const folder = mkdtempSync(join(tmpdir(), "earshot-share-"));
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  // One for all, since a page of its own for each costs several times what it takes to look at it.
  page = await browser.newPage();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** What the page came to, opened as a file: whether hostile text ran, what it asked the network for, what it says. */
async function open(html: string): Promise<{ hacked: unknown; asked: string[]; text: string; shown: unknown }> {
  const file = join(folder, "shared.html");
  writeFileSync(file, html);
  const asked: string[] = [];
  const onRequest = (request: Request) => void asked.push(request.url());
  page.on("request", onRequest);
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(30);
  const state = await page.evaluate(() => ({
    hacked: (window as never as { hacked: unknown }).hacked ?? null,
    shown: (window as never as { shown: unknown }).shown ?? null,
    text: document.body.textContent ?? "",
  }));
  page.off("request", onRequest);
  return { ...state, asked: asked.filter((url) => !url.startsWith("file:")) };
}

const script = `
  const shared = JSON.parse(document.querySelector("#earshot-shared-trace").textContent);
  window.shown = shared.runs.map((run) => run.name);
  document.querySelector("#app").textContent = "drawn by script; </script> <!-- <script> stay text";
`;

describe("a shared page", () => {
  it("shows a trace from a file, without a network", async () => {
    const { port } = await start();
    const { headers, text } = await ask(port, "GET /api/traces/root-model/share");
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["content-disposition"]).toBe('attachment; filename="chatmodel.html"');
    const { hacked, asked, text: shown } = await open(text);
    expect([hacked, asked]).toEqual([null, []]);
    for (const said of ["ask", "ChatModel", "m-1", "Red?", "Yes."]) expect(shown).toContain(said);
  });

  it("runs the client's script and no other, and hands it the trace", async () => {
    for (const hostile of hostileTexts) {
      const trace = sharedTrace(hostile);
      const html = sharePage(trace, { script, style: "body { color: red }" });
      const { hacked, asked, shown, text } = await open(html);
      expect([hostile, hacked, asked]).toEqual([hostile, null, []]);
      expect(shown).toEqual([hostile, hostile]);
      expect(text).toContain("drawn by script; </script> <!-- <script> stay text");
    }
  }, 120_000);

  it("runs nothing without it", async () => {
    const traces = hostileTexts.flatMap((hostile, index) => hostileTrace(hostile, `root-${index}`));
    const { port } = await start({ store: memoryStore(traces) });
    for (const [index, hostile] of hostileTexts.entries()) {
      const { text } = await ask(port, `GET /api/traces/root-${index}/share`);
      const { hacked, asked, text: shown } = await open(text);
      expect([hostile, hacked, asked]).toEqual([hostile, null, []]);
      expect(shown).toContain(hostile.trim());
    }
  }, 120_000);

  it("has nothing of what people noted on it", async () => {
    const { port } = await start();
    const note = { key: "note", comment: "The customer is wrong." };
    const asked = { headers: { "content-type": "application/json" }, body: JSON.stringify(note) };
    expect((await ask(port, "POST /api/runs/root-model/feedback", asked)).status).toBe(200);
    expect((await ask(port, "GET /api/runs/root-model/events")).text).toContain(note.comment);
    expect((await ask(port, "GET /api/traces/root/share")).text).not.toContain(note.comment);
    expect((await ask(port, "GET /api/export?runId=root")).text).toContain(note.comment);
  });

  it("names the hashes of what it runs", () => {
    const html = sharePage(sharedTrace("x"), { script: "let a\r\n= 1;", style: "p {}" });
    const hash = (text: string) => createHash("sha256").update(text).digest("base64");
    expect(html).toContain(`script-src 'sha256-${hash("let a\n= 1;")}'`);
    expect(html).toContain(`style-src 'sha256-${hash("p {}")}'`);
    expect(/content="(default-src[^"]*)"/.exec(html)?.[1]).not.toMatch(/unsafe|https?:|\*|'self'/);
  });

  it("draws chains of thousands of runs", () => {
    const events = Array.from({ length: 5_000 }, (_, index) =>
      traceEvent({
        type: "chain.start",
        runId: `r${index}`,
        seq: index,
        ...(index === 0 ? {} : { parentRunId: `r${index - 1}` }),
      }),
    );
    const runs = [...reduceEvents(new Map(), events).values()].map(recordOfDraft);
    const html = sharePage({ version: 1, runId: "r0", sharedAt: 0, runs, events: {} }, undefined);
    expect(html.match(/<details/g)).toHaveLength(5_000);
    expect(html.match(/<\/details>/g)).toHaveLength(5_000);
  });
});

function sharedTrace(hostile: string): SharedTrace {
  const events = hostileTrace(hostile);
  const runs = [...reduceEvents(new Map(), events).values()].map(recordOfDraft);
  return { version: 1, runId: hostile, sharedAt: 0, runs, events: Object.fromEntries([[hostile, events]]) };
}
