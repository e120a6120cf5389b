import { run, type RunnableConfig } from "@earshot/core/events";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { RunnableLambda } from "@earshot/core/runnables";
import { describe, expect, it } from "vitest";
import { StreamingModel } from "../../tests/support/streaming-model.js";
import { end, readAll, textOf } from "../../tests/support/read-all.js";
import { modelOf, numbers, saying } from "../../tests/support/saying.js";
import { wait } from "../../tests/support/wait.js";
import { serve } from "../../tests/support/web-server.js";
import { readEvents } from "./client/index.js";
import { EventStreams, respondWithEvents, StreamIdError, type Work } from "./index.js";

describe("a response with events", () => {
  it("brings tokens before the end, and the end as the last event", async () => {
    let goOn = (): void => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const { url } = await serve((request) =>
      respondWithEvents(
        request,
        modelOf(async function* () {
          yield "first";
          await gate;
          yield "second";
        }),
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

it("a chain's text is the same at the client", async () => {
  const chain = new StreamingModel(["one ", "two ", "drei ✓"]).pipe(new StringOutputParser());
  const { url } = await serve((request) => respondWithEvents(request, (config) => chain.stream("x", config)));
  expect(textOf(await readAll(readEvents(url)))).toBe("one two drei ✓");
});

it("ends with an error that `map` made: one that answers a promise would send nothing of it", async () => {
  const errors: unknown[] = [];
  const response = respondWithEvents(new Request("http://x/"), saying(["a"], 0), {
    map: async () => "later",
    onError: (error) => errors.push(error),
    errorMessage: () => ({ secret: "not a text" }) as never,
  });
  const events = await readAll(readEvents(response));
  expect(events).toEqual([{ type: "stream.error", message: "The run failed." }, end("error")]);
  expect(errors).toMatchObject([{ code: "HANDLER_ABORT", cause: { code: "INVALID_OPTION" } }]);
});

it("waits for ever where it is told to: a timer would be over at once", async () => {
  const streams = new EventStreams({ keepMs: Number.POSITIVE_INFINITY, slowClientMs: Number.POSITIVE_INFINITY });
  const options = { streams, streamId: "kept", heartbeatMs: Number.POSITIVE_INFINITY };
  const text = await respondWithEvents(new Request("http://x/"), () => wait(50), options).text();
  expect(text).not.toContain(": \n"); // a heartbeat
  await wait(20);
  expect(streams.size).toBe(1);
});
