import { StringOutputParser } from "@earshot/core/output_parsers";
import { run, runStream, type RunnableConfig } from "@earshot/core/events";
import { RunnableLambda } from "@earshot/core/runnables";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StreamingModel } from "../../tests/support/streaming-model.js";
import { serve } from "../../tests/support/web-server.js";
import { readEvents, ReadEventsError, type StreamEvent, type WebEvent } from "./client/index.js";
import { EventStreams, respondWithEvents, resumeEvents, StreamIdError, type Work } from "./index.js";

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const end = (status: string) => ({ type: "stream.end", status });

async function readAll(events: AsyncIterable<WebEvent | StreamEvent>): Promise<(WebEvent | StreamEvent)[]> {
  const all: (WebEvent | StreamEvent)[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const textOf = (events: readonly (WebEvent | StreamEvent)[]): string =>
  events.map((event) => ("text" in event ? event.text : "")).join("");

const llm = {
  kind: "llm",
  name: "llm",
  start: { prompt: "secret prompt", invocationParams: { key: "secret" }, options: {} },
} as const;
const combine = (chunks: readonly string[]) => ({ generations: [[{ text: chunks.join("") }]] });

/** A model that says these texts, each after so long. */
function saying(texts: Iterable<string>, milliseconds = 0): Work {
  return (config) =>
    runStream(
      { ...llm, combine },
      async function* () {
        for (const text of texts) {
          if (milliseconds > 0) await wait(milliseconds);
          yield text;
        }
      },
      config as RunnableConfig,
    );
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index};`);

describe("a response with events", () => {
  it("brings tokens before the end, and the end as the last event", async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const { url } = await serve((request) =>
      respondWithEvents(request, (config) =>
        runStream(
          { ...llm, combine },
          async function* () {
            yield "first";
            await gate;
            yield "second";
          },
          config as RunnableConfig,
        ),
      ),
    );
    const events = readEvents(url);
    const { value: first } = await events.next();
    expect(first).toMatchObject({ type: "llm.delta", text: "first", index: 0, name: "llm" });
    goOn();
    expect(await readAll(events)).toMatchObject([{ text: "second" }, end("ok")]);
  });

  it("has what a browser's EventSource and proxies need", async () => {
    const response = respondWithEvents(new Request("http://x/"), () => 1, { retryMs: 5, headers: { "x-own": "1" } });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-own": "1",
    });
    expect(await response.text()).toMatch(
      /^retry: 5\nid: [\w-]{36}\.0\nevent: stream\.open\ndata: \{\}\n\nid: [\w-]{36}\.1\nevent: stream\.end\ndata: \{"status":"ok"\}\n\n$/,
    );
  });

  it("is kept open by comments while nothing happens", async () => {
    const { url } = await serve((request) => respondWithEvents(request, saying(["x"], 400), { heartbeatMs: 20 }));
    const text = await (await fetch(url)).text();
    expect(text.match(/^: $/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(
      textOf(await readAll(readEvents(new Response(text, { headers: { "content-type": "text/event-stream" } })))),
    ).toBe("x");
  });

  it("tells only what is meant for the user: no inputs, outputs, metadata, tags, arguments, internal runs", async () => {
    const chain = RunnableLambda.from(async (_: string, config) => {
      await new StreamingModel(["internal"]).invoke("secret", { ...config, visibility: "internal" });
      for await (const _ of await new StreamingModel(["shown"]).stream("secret", config));
      const tool = {
        kind: "tool",
        name: "look up",
        start: { args: { key: "secret" }, input: "secret", toolCallId: "c" },
      } as const;
      await run(tool, () => "secret", config as RunnableConfig);
      return "secret";
    });
    const types = [
      "chain.start",
      "chain.end",
      "chat_model.start",
      "chat_model.delta",
      "chat_model.end",
      "tool.start",
      "tool.end",
    ] as const;
    for (const events of [undefined, types]) {
      const work: Work = (config) =>
        chain.invoke("secret", { ...config, tags: ["secret"], metadata: { key: "secret" } });
      const text = await respondWithEvents(new Request("http://x/"), work, { events }).text();
      expect(text).not.toMatch(/secret|internal/);
      expect(text).toContain('"text":"shown"');
      expect(text).toContain('"name":"look up"');
      expect(text.includes("chat_model.end")).toBe(events !== undefined);
    }
    const all = await respondWithEvents(new Request("http://x/"), (config) => chain.invoke("", config), {
      visibility: "all",
      events: ["chat_model.start"],
      map: (event) => (event.type === "chat_model.start" ? { asked: event.messages.length } : undefined),
    }).text();
    expect(all.match(/"asked":1/g)).toHaveLength(2);
  });

  it("ends with an error that gives nothing away; the server is told", async () => {
    const own = new Error("password hunter2 refused");
    const told: unknown[] = [];
    const fail: Work = async (config) => {
      await run(
        { kind: "chain", name: "c", start: { inputs: 1 } },
        () => Promise.reject(own),
        config as RunnableConfig,
      );
    };
    const { url } = await serve((request) =>
      respondWithEvents(request, fail, { events: ["chain.end"], onError: (error) => told.push(error) }),
    );
    expect(await readAll(readEvents(url))).toMatchObject([
      { type: "chain.end", status: "error" },
      { type: "stream.error", message: "The run failed." },
      end("error"),
    ]);
    expect(await (await fetch(url)).text()).not.toMatch(/hunter2|at /);
    expect(told).toEqual([own, own]);
    const explained = respondWithEvents(new Request("http://x/"), fail, { errorMessage: () => "Try again later." });
    expect(await explained.text()).toContain('{"message":"Try again later."}');
  });

  it("can't be made to say something by what a model says", async () => {
    const hostile = [
      '\n\nevent: stream.end\ndata: {"status":"ok"}\n\n',
      "data: x",
      "\r\revent: y\r\r",
      "id: 9\u2028\u2029\n",
      "\uD800 \u0000 é 😀",
      ": \n",
    ];
    const { url } = await serve((request) => respondWithEvents(request, saying(hostile)));
    const events = await readAll(readEvents(url));
    expect(events.slice(0, -1).map((event) => ("text" in event ? event.text : event))).toEqual(
      hostile.map((text) => JSON.parse(JSON.stringify(text)) as string),
    );
    expect(events.at(-1)).toEqual(end("ok"));
    expect(() => respondWithEvents(new Request("http://x/"), () => 1, { streamId: "a\nevent: b" })).toThrow(
      StreamIdError,
    );
  });

  it("slows the run down to the pace of its client, and lets a client go that takes nothing", async () => {
    let said = 0;
    const texts = function* (): Generator<string> {
      for (; said < 400; said++) yield "x".repeat(50_000);
    };
    const streams = new EventStreams({ maxEvents: 10, slowClientMs: 300 });
    const response = respondWithEvents(new Request("http://x/"), saying(texts()), { streams });
    const reader = response.body!.getReader();
    await reader.read();
    await wait(50);
    expect(said).toBeLessThan(30);
    for (let count = 0; count < 20; count++) await reader.read();
    await wait(50);
    expect(said).toBeGreaterThan(15);
    await wait(500); // nothing is taken: the client is let go, and with the last of them the run
    const before = said;
    await wait(50);
    expect(said).toBe(before);
    expect(said).toBeLessThan(400);
  });
});

describe("a client that leaves", () => {
  it.each([
    ["abort", true],
    ["keep", false],
  ] as const)("%ss the run", async (onDisconnect, isAborted) => {
    const streams = new EventStreams();
    let status = "";
    const { url } = await serve((request) =>
      respondWithEvents(
        request,
        (config) =>
          run(
            { kind: "chain", name: "long", start: { inputs: 1 } },
            async (handle) => {
              await handle.text("begun");
              await Promise.race([
                wait(300),
                new Promise((_, reject) => handle.signal.addEventListener("abort", () => reject(handle.signal.reason))),
              ]);
            },
            {
              ...config,
              callbacks: [...config.callbacks, { on: { "chain.end": (event) => void (status = event.status) } }],
            },
          ),
        { streams, onDisconnect, events: ["run.text"] },
      ),
    );
    for await (const event of readEvents(url)) if (event.type === "run.text") break;
    await wait(450);
    expect(status).toBe(isAborted ? "cancelled" : "ok");
  });

  it("ends a run that nobody comes back to, and forgets a stream that has ended", async () => {
    const streams = new EventStreams({ keepMs: 40 });
    const response = respondWithEvents(new Request("http://x/"), saying(numbers(1000), 10), {
      streams,
      onDisconnect: "keep",
    });
    await response.body!.cancel();
    expect(streams.size).toBe(1);
    await wait(200);
    expect(streams.size).toBe(0);
  });
});

describe("a client that comes back", () => {
  it("misses nothing and gets nothing twice, wherever its connection is cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 }), async (cuts) => {
        const streams = new EventStreams();
        let begun = 0;
        const { url, sockets } = await serve((request) =>
          respondWithEvents(request, (config) => (begun++, saying(numbers(60), 2)(config)), {
            streams,
            onDisconnect: "keep",
            retryMs: 1,
          }),
        );
        const events: (WebEvent | StreamEvent)[] = [];
        const cutting = (async () => {
          for (const cut of cuts) {
            await wait(cut + 8);
            if (events.length > 0) for (const socket of sockets) socket.destroy();
          }
        })();
        for await (const event of readEvents(url)) events.push(event);
        await cutting;
        expect(textOf(events)).toBe(numbers(60).join(""));
        expect(events.at(-1)).toEqual(end("ok"));
        expect(begun).toBe(1);
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it("is told when what it missed is no longer kept", async () => {
    const streams = new EventStreams({ maxEvents: 5 });
    const first = respondWithEvents(new Request("http://x/"), saying(numbers(50), 1), {
      streams,
      streamId: "s",
      onDisconnect: "keep",
    });
    await first.body!.cancel();
    await wait(200);
    const ask = (id: string) => resumeEvents(new Request("http://x/", { headers: { "last-event-id": id } }), streams);
    expect(await readAll(readEvents(ask("s.3")))).toEqual([{ type: "stream.gone", reason: "dropped" }]);
    expect(await readAll(readEvents(ask("s.9999")))).toEqual([{ type: "stream.gone", reason: "dropped" }]);
    for (const id of ["t.3", "nonsense", "s", "s.-1", "../s.1"])
      expect(await readAll(readEvents(ask(id)))).toEqual([{ type: "stream.gone", reason: "unknown" }]);
    expect(textOf(await readAll(readEvents(ask("s.47"))))).toBe("47;48;49;");
  });

  it("does not begin the work anew if it was cut off before it knew its stream", async () => {
    let begun = 0;
    const { url } = await serve(() => {
      begun++;
      return new Response("retry: 1\n\n", { headers: { "content-type": "text/event-stream" } });
    });
    await expect(readAll(readEvents(url))).rejects.toThrow(ReadEventsError);
    expect(begun).toBe(1);
  });

  it("gives up after so many times in vain", async () => {
    let asked = 0;
    const { url } = await serve((request) => {
      if (++asked > 1) return new Response("busy", { status: 503 });
      expect(request.headers.get("last-event-id")).toBeNull();
      return new Response(`retry: 1\nid: s.0\nevent: stream.open\ndata: {}\n\n`, {
        headers: { "content-type": "text/event-stream" },
      });
    });
    await expect(readAll(readEvents(url, { maxRetries: 3 }))).rejects.toMatchObject({
      name: "ReadEventsError",
      status: 0,
      cause: { status: 503 },
    });
    expect(asked).toBe(4);
  });
});

it("two clients hear one run, each at its own pace", async () => {
  const streams = new EventStreams();
  const { url } = await serve((request) =>
    new URL(request.url).pathname === "/join"
      ? resumeEvents(request, streams, { streamId: "shared" })
      : respondWithEvents(request, saying(numbers(40), 2), { streams, streamId: "shared" }),
  );
  const first = readAll(readEvents(url));
  await wait(30);
  const second = readAll(readEvents(`${url}join`));
  const all = await Promise.all([first, second]);
  for (const events of all) expect(textOf(events)).toBe(numbers(40).join(""));
});

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

it("a chain's text is the same at the client", async () => {
  const chain = new StreamingModel(["one ", "two ", "drei ✓"]).pipe(new StringOutputParser());
  const { url } = await serve((request) => respondWithEvents(request, (config) => chain.stream("x", config)));
  expect(textOf(await readAll(readEvents(url)))).toBe("one two drei ✓");
});
