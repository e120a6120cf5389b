import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { watchForLateClient } from "./watch-for-late-client.js";
import { StudioStartError } from "./studio-start-error.js";

/** What answers, and for how long clients may take to ask. */
export interface ListenerOptions {
  readonly answer: (incoming: IncomingMessage, response: ServerResponse) => void;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
}

const graceMs = 5_000;

/** One port that is listened to. Clients that take forever to ask, or speak no HTTP, are cut off; closing waits for answers under way. */
export class StudioListener {
  readonly #server: Server;
  /** How many requests each connection has under way. */
  readonly #connections = new Map<Socket, number>();
  #isClosing = false;
  #closed: Promise<void> | undefined;

  constructor({ answer, headersTimeoutMs, requestTimeoutMs }: ListenerOptions) {
    this.#server = createServer(
      {
        headersTimeout: headersTimeoutMs,
        requestTimeout: 0, // bodies are watched below
        connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs),
        keepAliveTimeout: 5_000,
        maxHeaderSize: 32 * 1_024,
        noDelay: true,
      },
      (incoming, response) => {
        this.#occupy(incoming.socket, response);
        watchForLateClient(incoming, requestTimeoutMs, () =>
          cutOff({ code: "ERR_HTTP_REQUEST_TIMEOUT" }, incoming.socket),
        );
        answer(incoming, response);
      },
    );
    this.#server.on("connection", (socket) => {
      this.#connections.set(socket, 0);
      socket.once("close", () => this.#connections.delete(socket));
    });
    this.#server.on("clientError", cutOff);
    // A connection that the system could not accept, as when files run out, is one that never came. Why it could not listen is told below.
    this.#server.on("error", () => undefined);
  }

  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (error) => reject(new StudioStartError({ host, port }, error)));
      this.#server.listen({ host, port, exclusive: true }, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    // Those that wait for a next request, or have never said anything.
    for (const [socket, requests] of this.#connections) if (requests === 0) socket.destroy();
    const late = setTimeout(() => this.#server.closeAllConnections(), graceMs);
    await closed;
    clearTimeout(late);
  }

  #occupy(socket: Socket, response: ServerResponse): void {
    if (this.#isClosing) response.setHeader("connection", "close");
    this.#connections.set(socket, (this.#connections.get(socket) ?? 0) + 1);
    response.once("close", () => {
      const left = (this.#connections.get(socket) ?? 1) - 1;
      this.#connections.set(socket, left);
      if (this.#isClosing && left === 0) socket.destroySoon();
    });
  }
}

const answers: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

function cutOff({ code }: Pick<NodeJS.ErrnoException, "code">, socket: Socket): void {
  if (!socket.writable || code === "ECONNRESET") return void socket.destroy();
  socket.end(`HTTP/1.1 ${answers[code ?? ""] ?? "400 Bad Request"}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  // A client that never closes its side holds nothing.
  setTimeout(() => socket.destroy(), 500).unref();
}
