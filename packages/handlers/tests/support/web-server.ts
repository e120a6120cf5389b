import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { onTestFinished } from "vitest";

/** A server on loopback, gone when the test is over. */
export interface WebServer {
  readonly url: string;
  /** Every connection there is. */
  readonly sockets: ReadonlySet<Socket>;
}

/** Serves a handler of web standards, `Request` to `Response`, by Node's http. */
export async function serve(handle: (request: Request) => Response | Promise<Response>): Promise<WebServer> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => void answer(handle, incoming, outgoing));
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, sockets };
}

async function answer(
  handle: (request: Request) => Response | Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const response = await handle(new Request(`http://127.0.0.1${incoming.url}`, { headers }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  const body = Readable.fromWeb(response.body as ReadableStream, { highWaterMark: 1 });
  await pipeline(body, outgoing).catch(() => undefined); // the client has left: that has cancelled the body
}
