import type { ServerResponse } from "node:http";

/** One event of a stream, as the browser's `EventSource` reads it. */
export interface ServerSentEvent {
  /** What the client sends as `Last-Event-ID` to go on from here. */
  readonly id?: string;
  /** JSON text: without line breaks. */
  readonly data: string;
}

/** A client that reads server-sent events. Knows whether it keeps up, so that nobody writes into memory for one that doesn't. */
export class EventStream {
  /** `Last-Event-ID`, or what the client gave in its place. */
  readonly lastEventId: string | undefined;
  readonly #response: ServerResponse;
  #blockedSince: number | undefined;
  #whenReady: () => void = () => undefined;

  constructor(response: ServerResponse, lastEventId: string | undefined) {
    this.lastEventId = lastEventId;
    this.#response = response;
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" });
    response.on("drain", () => {
      this.#blockedSince = undefined;
      this.#whenReady();
    });
    this.#write("retry: 1000\n\n");
  }

  /** False as long as what was written last is not on its way yet. */
  get isReady(): boolean {
    return this.#blockedSince === undefined && !this.isClosed;
  }

  get isClosed(): boolean {
    return this.#response.closed || this.#response.writableEnded;
  }

  send({ id, data }: ServerSentEvent): void {
    this.#write(`${id === undefined ? "" : `id: ${id.replaceAll(/[\r\n\0]/g, "")}\n`}data: ${data}\n\n`);
  }

  /** Tells proxies and the client that the stream is alive. Gives up on a client that has read nothing for `longestStallMs`. */
  beat(longestStallMs: number): void {
    if (this.#blockedSince === undefined) this.#write(":\n\n");
    else if (Date.now() - this.#blockedSince > longestStallMs) this.#response.destroy();
  }

  onReady(listener: () => void): void {
    this.#whenReady = listener;
  }

  onClose(listener: () => void): void {
    if (this.isClosed) listener();
    else this.#response.once("close", listener);
  }

  end(): void {
    this.#response.end();
  }

  #write(text: string): void {
    if (!this.isClosed && !this.#response.write(text)) this.#blockedSince ??= Date.now();
  }
}
