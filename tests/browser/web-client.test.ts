import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { runStream, type RunnableConfig } from "@earshot/core/events";
import { EventStreams, respondWithEvents } from "@earshot/handlers/web";
import { expect, onTestFinished, test } from "vitest";
import { bundleEntry } from "../../tools/bundle-entry.js";
import { chromiumPath } from "../support/chromium.js";

const page = `
  import { readEvents } from "@earshot/handlers/web/client";
  const seen = [];
  try {
    for await (const event of readEvents("/events")) {
      seen.push(event.text ?? event.type);
      if (event.text === "3;") await fetch("/cut", { method: "POST" });
    }
  } catch (error) {
    seen.push(String(error));
  }
  await fetch("/seen", { method: "POST", body: JSON.stringify(seen) });
`;

const texts = Array.from({ length: 12 }, (_, index) => `${index};`);

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

const say = (config: RunnableConfig): unknown =>
  runStream(
    {
      kind: "llm",
      name: "counts",
      start: { prompt: "", invocationParams: {}, options: {} },
      combine: (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] }),
    },
    async function* () {
      for (const text of texts) {
        await wait(20);
        yield text;
      }
    },
    config,
  );

test("a page in Chromium reads a run's events, and comes back when it is cut off", async () => {
  const { code } = await bundleEntry(page, { from: "sources" });
  const streams = new EventStreams();
  const open = new Set<Socket>();
  let told: (seen: unknown) => void = () => undefined;
  const seen = new Promise((resolve) => (told = resolve));
  const server = createServer((incoming, outgoing) => {
    const { url = "/", headers, socket } = incoming;
    if (url === "/events") {
      open.add(socket);
      const id = headers["last-event-id"];
      const request = new Request("http://127.0.0.1/", {
        headers: id === undefined ? {} : { "last-event-id": String(id) },
      });
      const response = respondWithEvents(request, say, { streams, onDisconnect: "keep", retryMs: 10 });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      void pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
    } else if (url === "/cut") {
      outgoing.end(() => {
        for (const cut of open) if (cut !== socket) cut.destroy();
      });
    } else if (url === "/seen") {
      let body = "";
      incoming.on("data", (chunk) => (body += String(chunk)));
      incoming.on("end", () => {
        outgoing.end();
        told(JSON.parse(body));
      });
    } else outgoing.writeHead(200, { "content-type": "text/html" }).end(`<script type="module">${code}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const browser = openPage(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  onTestFinished(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  expect(await seen).toEqual([...texts, "stream.end"]);
  expect(open.size).toBe(2);
}, 60_000);

function openPage(url: string): { readonly close: () => Promise<void> } {
  const profile = mkdtempSync(join(tmpdir(), "earshot-chromium-"));
  const quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
  const rest = ["--disable-component-update", "--disable-sync", `--user-data-dir=${profile}`, url];
  const child: ChildProcess = spawn(chromiumPath ?? "", ["--headless", "--no-sandbox", ...quiet, ...rest], {
    stdio: "ignore",
    detached: true, // a group of its own: a browser is many processes
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return {
    async close() {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await exited;
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
