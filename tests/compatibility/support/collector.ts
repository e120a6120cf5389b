import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

/** A request that a vendor's client sent, its body decompressed. */
export interface CollectedRequest {
  readonly method: string;
  /** The collector's own address, as the client called it. */
  readonly origin: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** What the vendor's service would answer: JSON, `{}` by default. */
export type Answer = (request: CollectedRequest) => unknown;

/** Stands for a vendor's service on 127.0.0.1: keeps what it is sent, and answers success. */
export class Collector {
  readonly #server: Server;
  readonly requests: CollectedRequest[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(answer: Answer = () => ({})): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on("request", async (message: IncomingMessage, response) => {
      const request = await read(message);
      collector.requests.push(request);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer(request)));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const decompress: Record<string, (body: Buffer) => Buffer> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

async function read(message: IncomingMessage): Promise<CollectedRequest> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  return {
    method: message.method ?? "",
    origin: `http://${message.headers.host}`,
    path: (message.url ?? "").split("?")[0] ?? "",
    contentType: message.headers["content-type"] ?? "",
    body: decompress[message.headers["content-encoding"] ?? ""]?.(body) ?? body,
  };
}

/** The body of a request that is JSON. */
export function jsonOf<TBody>({ body }: CollectedRequest): TBody {
  return JSON.parse(body.toString("utf8")) as TBody;
}
