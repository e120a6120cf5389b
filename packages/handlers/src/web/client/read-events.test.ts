import { describe, expect, it } from "vitest";
import { end, readAll } from "../../../tests/support/read-all.js";
import { numbers, saying } from "../../../tests/support/saying.js";
import { wait } from "../../../tests/support/wait.js";
import { serve } from "../../../tests/support/web-server.js";
import { readEvents } from "./index.js";
import { respondWithEvents, type Work } from "../index.js";

describe("reading events", () => {
  it("parses what comes in pieces that end at any byte, also with CRLF and BOM", async () => {
    const said =
      'retry: 5\nid: s.1\nevent: event\ndata: {"type":"llm.delta","text":"zwölf 😀 ☂"}\n\n: \n\nevent: stream.end\ndata: {"status":\ndata: "ok"}\n\n';
    for (const text of [said, said.replaceAll("\n", "\r\n"), `${said.replaceAll("\n", "\r")}\n`, `\uFEFF${said}`]) {
      const bytes = new TextEncoder().encode(text);
      for (let size = 1; size < 12; size++) {
        let at = 0;
        const body = new ReadableStream({
          pull(controller) {
            if (at < bytes.length) controller.enqueue(bytes.slice(at, (at += size)));
            else controller.close();
          },
        });
        const response = new Response(body, { headers: { "content-type": "text/event-stream" } });
        expect(await readAll(readEvents(response))).toEqual([{ type: "llm.delta", text: "zwölf 😀 ☂" }, end("ok")]);
      }
    }
  });

  it("takes the type of its content however it is written", async () => {
    const headers = { "content-type": "Text/Event-Stream;charset=utf-8" };
    const response = new Response('event: stream.end\ndata: {"status":"ok"}\n\n', { headers });
    expect(await readAll(readEvents(response))).toEqual([end("ok")]);
  });

  it("says why the server can't be reached", async () => {
    await expect(readAll(readEvents("/no/origin"))).rejects.toThrow("The connection was lost: Invalid URL.");
    const cut = new Response("event: event\ndata: {}\n\n", { headers: { "content-type": "text/event-stream" } });
    await expect(readAll(readEvents(cut))).rejects.toThrow("The connection was lost before the stream's end.");
  });

  it("says what can't be read, and comes back to none of it", async () => {
    const garbage = new Response("event: event\ndata: {oops\n\n", { headers: { "content-type": "text/event-stream" } });
    await expect(readAll(readEvents(garbage, { resumeUrl: "http://127.0.0.1:1/" }))).rejects.toMatchObject({
      code: "READ_EVENTS",
      status: 200,
      message: expect.stringMatching(/^The server sent what is no JSON: /),
    });
    const signal = new AbortController() as never;
    await expect(readAll(readEvents(garbage, { signal }))).rejects.toThrow("`signal` of readEvents is no AbortSignal");
  });

  it("stops with the signal, and closes the connection when its loop is left", async () => {
    let cancelled = 0;
    const endless: Work = (config) => {
      config.signal.addEventListener("abort", () => cancelled++);
      return saying(numbers(10_000), 1)(config);
    };
    const { url } = await serve((request) => respondWithEvents(request, endless));
    const controller = new AbortController();
    const reason = new Error("enough");
    const reading = readAll(readEvents(url, { signal: controller.signal }));
    setTimeout(() => controller.abort(reason), 60);
    await expect(reading).rejects.toBe(reason);
    for await (const _ of readEvents(url)) break;
    await wait(100);
    expect(cancelled).toBe(2);
  });

  it.each([404, 401, 500])("rejects an answer of %i", async (status) => {
    const { url } = await serve(() => new Response("no", { status }));
    await expect(readAll(readEvents(url))).rejects.toMatchObject({ name: "ReadEventsError", status });
  });

  it("sends what the request is to have, again when it comes back", async () => {
    const seen: (string | null)[] = [];
    const { url } = await serve((request) => {
      seen.push(request.headers.get("authorization"), request.headers.get("last-event-id"));
      const isBack = request.headers.has("last-event-id");
      return new Response(
        isBack ? 'event: stream.end\ndata: {"status":"ok"}\n\n' : 'retry: 1\nid: s.4\nevent: event\ndata: {"a":1}\n\n',
        { headers: { "content-type": "text/event-stream" } },
      );
    });
    expect(await readAll(readEvents(url, { request: { headers: { authorization: "Bearer x" } } }))).toEqual([
      { a: 1 },
      end("ok"),
    ]);
    expect(seen).toEqual(["Bearer x", null, "Bearer x", "s.4"]);
  });
});
