import { option, type ShapesOf } from "@earshot/core/options";
import type { EventChannel, Reader } from "./event-channel.js";

/** How a stream is sent. */
export interface SendOptions {
  /** Milliseconds between comments while nothing happens, so that nobody in between closes the connection; default 15,000. */
  readonly heartbeatMs?: number;
  /** What the client is told to wait before it comes back, in milliseconds; default 1000. */
  readonly retryMs?: number;
  /** More headers for the response. */
  readonly headers?: Readonly<Record<string, string>>;
}

export const sendShapes: ShapesOf<SendOptions> = {
  heartbeatMs: option.number({ from: 1 }),
  retryMs: option.number(),
  headers: option.recordOf(option.text),
};

/** Where a reader begins, and when it is to leave. */
export interface ReadFrom {
  readonly position: number;
  readonly signal?: AbortSignal | undefined;
}

const encoder = new TextEncoder();

/** The channel's events from a place on, as server-sent events. Each reader is sent them as fast as it takes them. */
export function channelResponse(channel: EventChannel, from: ReadFrom, options: SendOptions): Response {
  const { heartbeatMs = 15_000, retryMs = 1000, headers } = options;
  if (channel.after(from.position) === undefined) return goneResponse("dropped", options);
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const leave = (): void => {
    from.signal?.removeEventListener("abort", close);
    channel.leave(reader);
  };
  const close = (): void => {
    leave();
    try {
      controller?.close();
    } catch {
      // The client has left meanwhile.
    }
  };
  const reader: Reader = { position: from.position, drop: close };
  const body = new ReadableStream<Uint8Array>(
    {
      start(own) {
        controller = own;
        channel.join(reader);
        from.signal?.addEventListener("abort", close, { once: true });
        if (from.signal?.aborted === true) return close();
        const opening = `retry: ${retryMs}\nid: ${channel.id}.${from.position}\nevent: stream.open\ndata: {}\n\n`;
        // The id lets a client come back that is cut off before the first event.
        own.enqueue(encoder.encode(opening));
      },
      async pull(own) {
        for (;;) {
          const frames = channel.after(reader.position) ?? [];
          const last = frames.at(-1);
          if (last !== undefined) {
            own.enqueue(encoder.encode(frames.map(({ text }) => text).join("")));
            channel.took(reader, last.number);
            return;
          }
          if (channel.isEnded) return close();
          if (await channel.changed(heartbeatMs)) continue;
          own.enqueue(encoder.encode(": \n\n"));
          return;
        }
      },
      cancel: leave,
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { ...eventStream, ...headers } });
}

/** Says that there is nothing to come back to; it is no error of transport, so that a client doesn't try again. */
export function goneResponse(reason: "unknown" | "dropped", { headers }: SendOptions): Response {
  return new Response(`event: stream.gone\ndata: ${JSON.stringify({ reason })}\n\n`, {
    headers: { ...eventStream, ...headers },
  });
}

const eventStream = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no", // nginx would send it all at once
};
