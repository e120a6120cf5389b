import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { configure, type EarshotEvent } from "@earshot/core/events";
import { recordingHandler, scriptedChatModel } from "@earshot/testing";
import { afterEach, describe, expect, it } from "vitest";
import { ask, type Answered } from "../../tests/support/ask.js";
import { follow } from "../../tests/support/follow.js";
import { studios } from "../../tests/support/studios.js";
import type { ReplayTarget, StudioChanges, StudioInfo } from "../api/studio-api.js";
import { connectReplay, type ConnectReplayOptions } from "./connect-replay.js";
import { newRunId } from "./new-run-id.js";

const start = studios();
const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

const headers = { "content-type": "application/json" };
const messages = [{ $: "HumanMessage", content: "Blue?" }];

async function targetsOf(port: number): Promise<readonly ReplayTarget[]> {
  return (JSON.parse((await ask(port, "GET /api/info")).text) as StudioInfo).replayTargets;
}

async function connect(port: number, options: Partial<ConnectReplayOptions> = {}): Promise<ReplayTarget> {
  const models = options.models ?? { main: scriptedChatModel(({ messages }) => `${messages[0]?.text} Yes.`) };
  open.push(connectReplay({ url: `http://127.0.0.1:${port}`, name: "app", ...options, models }));
  await expect.poll(() => targetsOf(port)).toHaveLength(1);
  return (await targetsOf(port))[0] as ReplayTarget;
}

function replay(port: number, target: ReplayTarget, said: object = {}): Promise<Answered> {
  const body = JSON.stringify({
    targetId: target.targetId,
    runId: "root-model",
    model: "main",
    messages,
    parameters: {},
    ...said,
  });
  return ask(port, "POST /api/replay", { headers, body });
}

describe("replay", () => {
  it("has pages hear which apps there are, when one comes and when one goes", async () => {
    const { port } = await start();
    const page = await follow(port, "GET /api/changes");
    await expect.poll(() => page.events.length).toBe(1);
    const target = await connect(port);
    const told = () => page.events.map(({ data }) => (data as StudioChanges).replayTargets);
    await expect.poll(told).toEqual([undefined, [target]]);
    for (const close of open.splice(0)) close();
    await expect.poll(told).toEqual([undefined, [target], []]);
    page.leave();
  });

  it("runs a call through the app's own model, heard as a new run that names the original", async () => {
    const { port } = await start();
    const heard = recordingHandler();
    const target = await connect(port, { callbacks: [heard] });
    expect(target).toMatchObject({ name: "app", models: ["main"] });
    const { status, text } = await replay(port, target, { parameters: { temperature: 0 } });
    expect(status).toBe(200);
    const { runId } = JSON.parse(text) as { runId: string };
    await expect.poll(() => heard.events.at(-1)?.type).toBe("chat_model.end");
    const [first] = heard.events as readonly EarshotEvent[];
    expect(first).toMatchObject({
      runId,
      tags: ["replay"],
      metadata: { replay_of: "root-model" },
      messages: [[{ content: "Blue?" }]].flat(),
    });
    expect(heard.events.map(({ type }) => type)).toContain("chat_model.delta");
  });

  it("is heard by what hears everything, once", async () => {
    const { port } = await start();
    const heard = recordingHandler();
    const restore = configure({ callbacks: [heard] });
    try {
      const target = await connect(port, { callbacks: [heard] });
      await replay(port, target);
      await expect.poll(() => heard.events.at(-1)?.type).toBe("chat_model.end");
      expect(heard.events.filter(({ type }) => type === "chat_model.start")).toHaveLength(1);
    } finally {
      restore();
    }
  });

  it("answers as soon as the app has begun, and hands over parameters to what makes a model of them", async () => {
    const { port } = await start();
    const given: unknown[] = [];
    const models = {
      main: (parameters: object) => (given.push(parameters), scriptedChatModel({ text: "a", stall: true })),
    };
    const target = await connect(port, { models });
    expect((await replay(port, target, { parameters: { baseUrl: "x" } })).status).toBe(200);
    expect(given).toEqual([{ baseUrl: "x" }]);
  });

  it("says of a function in a model's place that it makes none", async () => {
    const { port } = await start();
    const target = await connect(port, { models: { main: (() => "an answer") as never } });
    const { status, text } = await replay(port, target, {});
    expect([status, text]).toEqual([403, expect.stringContaining('"main\\" of the app made no chat model')]);
  });

  it.each([
    ["another model", { model: "other" }, 403, "no model called"],
    ["a model that objects have", { model: "constructor" }, 403, "no model called"],
    ["an app that is gone", { targetId: "nobody" }, 503, "not connected"],
    ["a key", { parameters: { apiKey: "x" } }, 403, "does not let apiKey be set"],
    [
      "an address",
      { parameters: { temperature: 1, baseURL: "https://evil.example", headers: {} } },
      403,
      "baseURL, headers",
    ],
    ["handlers", { parameters: { callbacks: [], signal: 1, runId: "x" } }, 403, "callbacks, signal, runId"],
    ["messages that are none", { messages: [1] }, 403, ""],
    ["a body without messages", { messages: undefined }, 400, "messages"],
  ])("refuses %s", async (_what, said, status, words) => {
    const { port } = await start();
    const target = await connect(port);
    const answered = await replay(port, target, said);
    expect([answered.status, answered.text]).toEqual([status, expect.stringContaining(words)]);
  });

  it("is off until an app has connected, and when it has left", async () => {
    const { port } = await start();
    expect(await targetsOf(port)).toEqual([]);
    const target = await connect(port);
    for (const close of open.splice(0)) close();
    await expect.poll(() => targetsOf(port)).toEqual([]);
    expect((await replay(port, target)).code).toBe("app_gone");
  });

  it("takes replies from the app alone", async () => {
    const { port } = await start();
    const target = await connect(port);
    const body = JSON.stringify({ secret: "guessed", reply: { isBegun: true } });
    const line = `POST /api/replay/targets/${target.targetId}/calls/some`;
    expect((await ask(port, line, { headers, body })).code).toBe("not_found");
  });

  it("is refused when the app leaves before it has begun", async () => {
    const { port } = await start();
    const body = JSON.stringify({ name: "mute", models: ["main"] });
    const mute = await follow(port, "POST /api/replay/targets", { headers, body });
    await expect.poll(() => targetsOf(port)).toHaveLength(1);
    const answer = replay(port, (await targetsOf(port))[0] as ReplayTarget);
    await expect.poll(() => mute.events).toHaveLength(2);
    mute.leave();
    expect((await answer).code).toBe("app_gone");
  });

  it("comes back to a studio that was started anew", async () => {
    const first = await start();
    await connect(first.port);
    await first.studio.close();
    const second = await start({ port: first.port });
    await expect.poll(() => targetsOf(second.port), { timeout: 10_000 }).toHaveLength(1);
  });

  it("needs the token of a studio that has one", async () => {
    const { port } = await start({ token: "t" });
    const error = await new Promise((resolve) => {
      open.push(connectReplay({ url: `http://127.0.0.1:${port}`, models: {}, onError: resolve }));
    });
    expect(error).toMatchObject({ code: "REPLAY_CONNECTION", status: 401 });
    open.push(connectReplay({ url: `http://127.0.0.1:${port}`, token: "t", name: "let in", models: {} }));
    const info = () => ask(port, "GET /api/info", { headers: { authorization: "Bearer t" } });
    await expect.poll(async () => (await info()).text).toContain("let in");
  });

  it("comes back to a studio that has no room for the moment", async () => {
    let asked = 0;
    const server = createServer((incoming, response) => {
      incoming.resume();
      if (asked++ === 0) return void response.writeHead(409).end('{"error":{"code":"conflict","message":"100 apps"}}');
      response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n");
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    const errors: unknown[] = [];
    const url = `http://127.0.0.1:${port}`;
    open.push(connectReplay({ url, models: {}, onError: (error) => errors.push(error) }), () =>
      server.closeAllConnections(),
    );
    await expect.poll(() => asked, { timeout: 5_000 }).toBe(2);
    expect(errors).toEqual([]);
    server.close();
  });

  it("passes over what something else at that address says", async () => {
    const calls: string[] = [];
    const server = createServer((incoming, response) => {
      calls.push(incoming.url ?? "");
      incoming.resume();
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const data of ["<html>", "null", "5", "[]", '{"callId":"1"}']) response.write(`data: ${data}\n\n`);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    open.push(connectReplay({ url: `http://127.0.0.1:${port}`, models: {} }), () => server.closeAllConnections());
    // A call that says nothing of what to do is refused like any other.
    await expect.poll(() => calls).toEqual(["/api/replay/targets", "/api/replay/targets//calls/1"]);
    server.close();
  });

  it("keeps no process alive", async () => {
    const { port } = await start();
    const program = `
      import { connectReplay } from "@earshot/studio";
      connectReplay({ url: "http://127.0.0.1:${port}", models: {} });
      setTimeout(() => console.log("done"), 500);`;
    const child = spawn(process.execPath, [
      "--import",
      "tsx",
      "--conditions=@earshot/source",
      "--input-type=module",
      "-e",
      program,
    ]);
    let said = "";
    child.stdout.on("data", (data) => (said += String(data)));
    expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
    expect(said).toBe("done\n");
  });
});

it("ids of new runs are UUIDs of version 7, rising", () => {
  const ids = Array.from({ length: 50 }, newRunId);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16)).toBeCloseTo(Date.now(), -4);
});
