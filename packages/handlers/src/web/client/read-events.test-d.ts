import { expectTypeOf, it } from "vitest";
import { readEvents, type StreamEvent, type WebEvent } from "./index.js";

interface Progress {
  readonly type: "progress";
  readonly percent: number;
}

it("yields what the server sends by default, and what the stream says of itself", () => {
  expectTypeOf(readEvents("/chat")).toEqualTypeOf<AsyncGenerator<WebEvent | StreamEvent, void, undefined>>();
  readEvents(new URL("http://localhost/"), { signal: new AbortController().signal, request: { method: "POST" } });
  readEvents(new Response(), { resumeUrl: "/chat", maxRetries: 1, fetch });
});

it("yields what the server's `map` answers", async () => {
  for await (const event of readEvents<Progress>("/chat")) {
    expectTypeOf(event).toEqualTypeOf<Progress | StreamEvent>();
    if (event.type === "progress") expectTypeOf(event.percent).toEqualTypeOf<number>();
    if (event.type === "stream.error") expectTypeOf(event.message).toEqualTypeOf<string>();
    if (event.type === "stream.gone") expectTypeOf(event.reason).toEqualTypeOf<"unknown" | "dropped">();
  }
});

it("takes only what there is", () => {
  // @ts-expect-error -- what is to be read is an address or a response
  readEvents(new Request("http://localhost/"));
  // @ts-expect-error -- a controller is no signal
  readEvents("/chat", { signal: new AbortController() });
  // @ts-expect-error -- the signal has a place of its own
  readEvents("/chat", { request: { signal: new AbortController().signal } });
  // @ts-expect-error -- there is no such option
  readEvents("/chat", { retries: 3 });
});
