import { createParser, type EventSourceMessage } from "eventsource-parser";
import type { StreamEvent, WebEvent } from "../web-event.js";

/** How events are read. */
export interface ReadEventsOptions {
  /** Ends the reading, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Method, headers, body … of the request. The body is sent again when the client comes back, so it must not be a stream. */
  readonly request?: Omit<RequestInit, "signal"> | undefined;
  /** Where to come back to; default: the same place. Needed for a `Response` that has no `url`. */
  readonly resumeUrl?: string | URL | undefined;
  /** How many times in a row it comes back in vain; default 5. */
  readonly maxRetries?: number | undefined;
  /** The longest wait before it comes back, in milliseconds; default 30,000. The first is what the server said. */
  readonly maxDelayMs?: number | undefined;
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** The server answered something that is no stream of events. */
export class ReadEventsError extends Error {
  override readonly name = "ReadEventsError";
  readonly code = "READ_EVENTS";
  /** Of the response; 0 if the connection was lost before the stream could be known, or for good. */
  readonly status: number;

  constructor(message: string, options: { readonly status: number; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

/**
 * The events that `respondWithEvents` sends, as they come. If the connection is lost it comes back and goes on where it was, without loss
 * or doubles; the last event is `stream.end`, or `stream.gone` if what was missed is no longer kept. Leaving the loop closes the connection.
 *
 * `TEvent` is what the server's `map` answers.
 *
 * @throws ReadEventsError if the server answers anything else, or can't be reached any more
 * @throws the signal's reason
 *
 * @example
 * ```ts
 * import { readEvents } from "@earshot/handlers/web/client";
 *
 * const response = new Response(`event: stream.end\ndata: {"status":"ok"}\n\n`, { headers: { "content-type": "text/event-stream" } });
 * for await (const event of readEvents(response)) console.log(event); // => { type: 'stream.end', status: 'ok' }
 * ```
 */
export async function* readEvents<TEvent = WebEvent>(
  source: string | URL | Response,
  options: ReadEventsOptions = {},
): AsyncGenerator<TEvent | StreamEvent, void, undefined> {
  const { signal, maxRetries = 5, maxDelayMs = 30_000 } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal))
    throw new ReadEventsError("`signal` of readEvents is no AbortSignal: give a controller's `signal`.", { status: 0 });
  const place: Place = { id: "", retryMs: 1000 };
  let response = source instanceof Response ? source : undefined;
  const url = options.resumeUrl ?? (source instanceof Response ? source.url : source);
  for (let failures = 0; ; failures++) {
    let cause: unknown;
    try {
      response ??= await request(place.id === "" ? source : url, place.id, options);
      for await (const event of read<TEvent>(response, place, signal)) {
        failures = 0;
        yield event;
        if (isLast(event)) return;
      }
    } catch (error) {
      if (error instanceof ReadEventsError && (error.status < 500 || place.id === "")) throw error;
      cause = error;
    }
    signal?.throwIfAborted();
    // Without an id, asking again would do the work again.
    if (place.id === "" || String(url) === "" || failures >= maxRetries)
      throw new ReadEventsError(lost(cause), { status: 0, cause });
    response = undefined;
    await wait(Math.min(place.retryMs * 2 ** failures, maxDelayMs) * (0.5 + Math.random() / 2), signal);
  }
}

/** `fetch` says little itself: why it failed is in its cause. */
function lost(cause: unknown): string {
  const { message, cause: reason } = Object(cause) as Partial<Error>;
  const why = (reason as Partial<Error> | undefined)?.message ?? message;
  return `The connection was lost${why === undefined ? " before the stream's end" : `: ${why}`}.`;
}

/** How far it has come, and what the server said of coming back. */
interface Place {
  id: string;
  retryMs: number;
}

async function request(source: unknown, lastId: string, options: ReadEventsOptions): Promise<Response> {
  const headers = new Headers(options.request?.headers);
  headers.set("accept", "text/event-stream");
  if (lastId !== "") headers.set("last-event-id", lastId);
  const signal = options.signal ?? null;
  return (options.fetch ?? fetch)(source as string, { ...options.request, headers, signal });
}

async function* read<TEvent>(
  response: Response,
  place: Place,
  signal: AbortSignal | undefined,
): AsyncGenerator<TEvent | StreamEvent> {
  const { status, body } = response;
  if (!response.ok || body === null || !/^text\/event-stream\b/i.test(response.headers.get("content-type") ?? ""))
    throw new ReadEventsError(`The server answered ${status}, and no stream of events.`, { status });
  const messages: EventSourceMessage[] = [];
  const parser = createParser({
    onEvent: (message) => messages.push(message),
    onRetry: (milliseconds) => (place.retryMs = milliseconds),
  });
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel(signal?.reason).catch(() => undefined);
  signal?.addEventListener("abort", cancel);
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal?.throwIfAborted();
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      for (const { id, event, data } of messages.splice(0)) {
        if (id !== undefined) place.id = id;
        if (event === "stream.open") continue;
        const content = parse(data, status);
        yield event === "event" ? (content as TEvent) : ({ type: event, ...content } as StreamEvent);
      }
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}

function parse(data: string, status: number): object {
  try {
    return JSON.parse(data) as object;
  } catch (cause) {
    throw new ReadEventsError(`The server sent what is no JSON: ${(cause as Error).message}.`, { status, cause });
  }
}

const isLast = (event: unknown): boolean =>
  /^stream\.(?:end|gone)$/.test((event as { type?: string } | null)?.type ?? "");

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted === true) abort();
  });
}
