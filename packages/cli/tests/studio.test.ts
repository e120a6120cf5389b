import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { startStudio } from "@earshot/studio/server";
import { memoryTraceStore } from "@earshot/trace";
import { describe, expect, it } from "vitest";
import { addressesForOthers } from "../src/studio/addresses-for-others.js";
import { exampleFolder } from "./support/example-store.js";
import { runEarshot } from "./support/run-earshot.js";
import { startEarshot } from "./support/start-earshot.js";

const { store } = exampleFolder();

describe("earshot studio", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves the store where it says, until %s", async (signal) => {
    await using command = startEarshot(["studio", "--port", "0", "--json", "--store", store]);
    const told = JSON.parse(await command.line()) as { readonly url: string; readonly store: string };
    expect(told).toMatchObject({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/), store });
    expect((await fetch(new URL("api/runs", told.url))).status).toBe(200);
    expect(await command.end(signal)).toMatchObject({ exitCode: 0, stderr: "" });
    await expect(fetch(told.url)).rejects.toThrow("fetch failed");
  });

  it("takes what is being sent when it is interrupted, and a second signal is no longer its own", async () => {
    await using command = startEarshot(["studio", "--port", "0", "--json", "--store", store]);
    const { url } = JSON.parse(await command.line()) as { readonly url: string };
    const post = request(new URL("v1/traces", url), {
      method: "POST",
      headers: { "content-type": "application/json", connection: "close" },
    });
    const answered = once(post, "response") as Promise<[IncomingMessage]>;
    post.write('{"resourceSpans":');
    await once(post, "socket");
    await expect.poll(() => post.socket?.bytesWritten).toBeGreaterThan(0);
    await fetch(new URL("api/info", url));
    command.host.emit("SIGINT");
    expect(["SIGINT", "SIGTERM"].map((signal) => command.host.listenerCount(signal))).toEqual([0, 0]);
    post.end("[]}");
    const [{ statusCode }] = await answered;
    expect(statusCode).toBe(200);
    expect((await command.end()).exitCode).toBe(0);
  });

  it("opens the browser for who sits at a terminal, unless told not to, and says so if there is none", async () => {
    const opened: string[] = [];
    const terminal = { columns: 80, openPage: async (url: string) => void opened.push(url) };
    const words = ["studio", "--port", "0", "--store", store];
    for (const [more, options] of [
      [[], terminal],
      [["--no-open"], terminal],
      [[], { openPage: terminal.openPage }],
    ] as const) {
      await using command = startEarshot([...words, ...more], options);
      await command.line(/Ctrl-C ends it/);
      expect((await command.end("SIGINT")).exitCode).toBe(0);
    }
    expect(opened).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/)]);
    const openPage = () => Promise.reject(new Error("spawn xdg-open ENOENT"));
    await using command = startEarshot(words, { columns: 80, openPage });
    expect(await command.note(/No browser/)).toBe(
      "No browser could be opened (spawn xdg-open ENOENT): open it yourself.",
    );
  });

  it("makes a token up for others", async () => {
    await using command = startEarshot(["studio", "--port", "0", "--host", "0.0.0.0", "--store", store]);
    const [, url = ""] = /(http:\S+)/.exec(await command.line()) ?? [];
    expect(url).toMatch(/\?token=[\w-]{32}$/);
    expect((await fetch(new URL("/api/runs", url))).status).toBe(401);
    await command.line(/^It shows/);
    const others = command.host.written.stdout.match(/(?<=Others open it at )\S+/gu) ?? [];
    expect(others).toEqual(addressesForOthers(url));
    for (const other of others) expect((await fetch(other, { redirect: "manual" })).status).toBe(303);
    expect((await command.end("SIGINT")).stderr).toMatch(/whoever has the token in the address sees all traces/);
  });

  it("says in the words of the command line why it can't listen", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { exitCode, stderr } = await runEarshot(["studio", "--port", String(port), "--store", store]);
    const otlp = ["--port", "0", "--otlp-port", String(port)];
    const second = await runEarshot(["studio", "--store", store, ...otlp]);
    other.close();
    expect(second.stderr).toMatch(/^earshot: Port \d+ is in use.*: choose another port with --otlp-port \(0: any/);
    await using studio = await startStudio({ store: memoryTraceStore(), port: 0, storeName: "other.db" });
    expect((await runEarshot(["studio", "--port", String(studio.port), "--store", store])).stderr).toBe(
      `earshot: A studio that shows other.db is at http://127.0.0.1:${studio.port} already: open it, or choose another port with --port (0: any free one).\n`,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `earshot: Port ${port} is in use by another program: choose another port with --port (0: any free one).\n`,
    );
    const elsewhere = await runEarshot(["studio", "--port", "0", "--host", "203.0.113.1", "--store", store]);
    expect(elsewhere.stderr).toMatch(
      /^earshot: Can't listen on --host 203\.0\.113\.1 \(EADDRNOTAVAIL\): name an address/,
    );
    expect(await runEarshot(["studio", "--port", "70000"])).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
