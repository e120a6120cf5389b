import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { end, readAll, textOf } from "../../tests/support/read-all.js";
import { numbers, saying } from "../../tests/support/saying.js";
import { wait } from "../../tests/support/wait.js";
import { serve } from "../../tests/support/web-server.js";
import { readEvents, ReadEventsError, type StreamEvent, type WebEvent } from "./client/index.js";
import { EventStreams, respondWithEvents, resumeEvents } from "./index.js";
import { propertyParametersOf } from "../../../../tests/support/property-parameters.js";

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
      propertyParametersOf(6),
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
    const ask = (id: string) => resumeEvents(new Request("http://x/", { headers: { "last-event-id": id } }), streams);
    const restAfter = async (id: string) => textOf(await readAll(readEvents(ask(id))));
    await expect.poll(() => restAfter("s.47"), { timeout: 20_000 }).toBe("47;48;49;");
    expect(await readAll(readEvents(ask("s.3")))).toEqual([{ type: "stream.gone", reason: "dropped" }]);
    expect(await readAll(readEvents(ask("s.9999")))).toEqual([{ type: "stream.gone", reason: "dropped" }]);
    for (const id of ["t.3", "nonsense", "s", "s.-1", "../s.1"])
      expect(await readAll(readEvents(ask(id)))).toEqual([{ type: "stream.gone", reason: "unknown" }]);
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
