import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatModelWork, ProviderProbe } from "@earshot/testing";

/** A request as a provider's client made it. */
export interface ProviderRequest {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a provider's API answers, streamed and whole. */
export interface ProviderProtocol {
  /** How the provider is to go: the model that is asked for is named after it. */
  workOf(request: ProviderRequest): string;
  isStream(request: ProviderRequest): boolean;
  readonly streamType: string;
  /** The pieces of a streamed answer, as they stand in the body. */
  stream(work: ChatModelWork, request: ProviderRequest): readonly string[];
  /** A whole answer. */
  whole(work: ChatModelWork, request: ProviderRequest): object;
  readonly failure: object;
}

/** A running server. Dispose it. */
export interface ProviderServer extends AsyncDisposable, ProviderProbe {
  readonly url: string;
  readonly requests: readonly ProviderRequest[];
}

/**
 * A loopback server that speaks a provider's protocol over real sockets. It goes as the model's name says: it answers, calls a tool, fails
 * with status 400, or hangs – before a whole answer, after two pieces of a streamed one.
 */
export async function startProviderServer(protocol: ProviderProtocol): Promise<ProviderServer> {
  const requests: ProviderRequest[] = [];
  const open = new Set<ServerResponse>();
  const server = createServer((incoming, response) => {
    open.add(response);
    response.once("close", () => open.delete(response));
    void answer(protocol, incoming, response).then((request) => requests.push(request));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    asked: () => requests.length,
    open: () => open.size,
    async [Symbol.asyncDispose]() {
      for (const response of open) if (response.headersSent) response.end(); // some clients can't bear to be cut off
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  protocol: ProviderProtocol,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<ProviderRequest> {
  let text = "";
  for await (const piece of incoming.setEncoding("utf8")) text += piece as string;
  const request: ProviderRequest = { url: incoming.url ?? "", body: JSON.parse(text) as Record<string, unknown> };
  const work = protocol.workOf(request) as ChatModelWork;
  if (work === "fail") sendJson(response, 400, protocol.failure);
  else if (protocol.isStream(request)) void sendStream(protocol, request, response);
  else if (work !== "hang") sendJson(response, 200, protocol.whole(work, request));
  return request;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function sendStream(
  protocol: ProviderProtocol,
  request: ProviderRequest,
  response: ServerResponse,
): Promise<void> {
  const work = protocol.workOf(request) as ChatModelWork;
  response.writeHead(200, { "content-type": protocol.streamType });
  for (const [index, piece] of protocol.stream(work, request).entries()) {
    if (work === "hang" && index === 2) return;
    response.write(piece);
    await new Promise((resolve) => setTimeout(resolve, 1)); // pieces that come apart
  }
  response.end();
}
