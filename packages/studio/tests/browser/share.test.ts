import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { defineHandler, type Handler } from "@earshot/core/events";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { HumanMessage, ToolMessage } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { replayModel, scriptedChatModel } from "@earshot/testing";
import { recordOfDraft, reduceEvents, toTraceEvent, type TraceEvent } from "@earshot/trace";
import type { Browser, Page, Request } from "playwright-core";
import { parseAst } from "rolldown/parseAst";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium } from "../../../../tests/support/chromium.js";
import { ask } from "../support/ask.js";
import { hostileTexts, hostileTrace } from "../support/hostile-texts.js";
import { memoryStore } from "../support/memory-store.js";
import { studios } from "../support/studios.js";
import { traceEvent } from "../support/trace-events.js";
import type { SharedTrace } from "../../src/api/shared-trace.js";
import { sharePage } from "../../src/share/share-page.js";
import { testSource } from "../../src/share/test-source.js";

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
    expect(headers["content-disposition"]).toBe('attachment; filename="ChatModel.html"');
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

describe("a run as a test", () => {
  it("comes with a recording that a model replays", async () => {
    const { port } = await start();
    const source = await ask(port, "GET /api/traces/root/test");
    expect(source.headers["content-disposition"]).toBe('attachment; filename="ask.test.ts"');
    expect(source.text).toContain('new URL("./ask.jsonl", import.meta.url)');
    const recording = await ask(port, "GET /api/traces/root/recording");
    expect(recording.headers["content-disposition"]).toBe('attachment; filename="ask.jsonl"');
    const file = join(folder, "ask.jsonl");
    writeFileSync(file, recording.text);
    expect((await replayModel(file).invoke("Red?")).text).toBe("Yes.");
    await expect(replayModel(file).invoke("Blue?")).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
    expect(recording.text).not.toContain("root-model");
  });

  it("replays what a program did that was heard", async () => {
    const store = memoryStore();
    const events: TraceEvent[] = [];
    const handler = defineHandler({ onEvent: (event) => void events.push(toTraceEvent(event)) });
    const answers = scriptedChatModel([
      { text: ["Let ", "me see"], toolCalls: [{ name: "look", args: { at: 1 } }] },
      "Red.",
    ]);
    const program = async (model: BaseChatModel, callbacks: Handler[]): Promise<string[]> => {
      const chain = RunnableLambda.from(async (text: string, config) => {
        const first = await model.invoke(text, config);
        return model.invoke(
          [new HumanMessage(text), first, new ToolMessage({ content: "red", tool_call_id: "1" })],
          config,
        );
      }).withConfig({ runName: "Look & see" });
      return [(await chain.invoke("What colour?", { callbacks, runId: "heard" })).text];
    };
    const said = await program(answers, [handler]);
    await store.append(events);
    const { port } = await start({ store });
    const file = join(folder, "heard.jsonl");
    writeFileSync(file, (await ask(port, "GET /api/traces/heard/recording")).text);
    expect(await program(replayModel(file, { strict: true }), [])).toEqual(said);
    const source = await ask(port, "GET /api/traces/heard/test");
    expect(source.headers["content-disposition"]).toBe('attachment; filename="look-see.test.ts"');
    expect(source.text).toContain('describe("Look & see"');
  });

  it("leaves out calls that have not ended, and keeps those that failed", async () => {
    const facts = { rootRunId: "root", kind: "chat_model", name: "ChatModel" } as const;
    const messages = (content: string) => JSON.stringify({ messages: [{ $: "HumanMessage", content }], options: {} });
    const error = { $: "error", name: "TypeError", message: "no" };
    const store = memoryStore([
      traceEvent({ ...facts, runId: "open", type: "chat_model.start", seq: 1, payload: messages("open") }),
      traceEvent({ ...facts, runId: "failed", type: "chat_model.start", seq: 2, payload: messages("failed") }),
      traceEvent({
        ...facts,
        runId: "failed",
        type: "chat_model.end",
        seq: 3,
        status: "error",
        payload: JSON.stringify({ error }),
      }),
    ]);
    const { port } = await start({ store });
    const file = join(folder, "failed.jsonl");
    writeFileSync(file, (await ask(port, "GET /api/traces/failed/recording")).text);
    await expect(replayModel(file).invoke("failed")).rejects.toThrow(TypeError);
    await expect(replayModel(file).invoke("open")).rejects.toMatchObject({ code: "UNRECORDED_REQUEST" });
  });

  it.each(hostileTexts)("is the same program whatever texts there are: %j", (hostile) => {
    const events = hostileTrace(hostile);
    const runs = [...reduceEvents(new Map(), [...events, ...hostileTrace(`${hostile} other`)]).values()].map(
      recordOfDraft,
    );
    const source = testSource(runs, {
      run: { ...(runs[0] as never as object), outputPreview: hostile } as never,
      fileName: "a.jsonl",
    });
    const plain = testSource(
      runs.map((run, index) => ({ ...run, name: index < 2 ? "a" : "b" })),
      {
        run: { ...(runs[0] as never as object), name: "a", error: { name: "E", message: "m" } } as never,
        fileName: "a.jsonl",
      },
    );
    const shape = (text: string): string =>
      [...JSON.stringify(parseAst(text, { lang: "ts" })).matchAll(/"type":"(\w+)"/g)].map(([, type]) => type).join(" ");
    expect(shape(source)).toBe(shape(plain));
    // Read in the order in which it is run.
    expect(source).not.toMatch(/\p{Bidi_Control}/u);
  });
});
