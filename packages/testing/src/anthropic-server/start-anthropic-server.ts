import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { AnthropicErrorReply, AnthropicReply } from "./anthropic-reply.js";
import { AnthropicScriptError } from "./anthropic-script-error.js";
import { checkReply } from "./check-reply.js";
import { maskHeaders, type AnthropicRequestOutcome, type RecordedAnthropicRequest } from "./recorded-request.js";
import { ClientLeft, sendReply, sendScriptFailure } from "./send-reply.js";

/** How the server answers. */
export interface AnthropicServerOptions {
  /**
   * The answers, in order of the requests; the last one is repeated. A function is asked for each request, with what was sent
   * and its index from 0. One object answers every request.
   */
  readonly reply:
    | AnthropicReply
    | readonly AnthropicReply[]
    | ((request: RecordedAnthropicRequest, index: number) => AnthropicReply);
  /** Only this key is let in; others get 401. Default: any key. */
  readonly apiKey?: string;
  /** Only these models exist; others get 404. Default: any model. */
  readonly models?: readonly string[];
}

/**
 * A running server. Dispose it: that drops every connection that is still open, and rejects with an `AnthropicScriptError` if the script
 * failed. The client of such a request was told so, in an answer that it does not try again.
 */
export interface AnthropicServer extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:40123`; the client adds `/v1/messages`. */
  readonly url: string;
  /** Every request so far, in order of arrival. */
  readonly requests: readonly RecordedAnthropicRequest[];
  /** The requests whose client closed the connection before the answer was complete. */
  readonly closed: readonly RecordedAnthropicRequest[];
  /** What disposing does, for where there is no `await using`. More than once is no error. */
  close(): Promise<void>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const shapes: ShapesOf<AnthropicServerOptions> = {
  reply: option.required({
    ...option.either(option.object, option.listOf(option.any), option.function),
    wanted: 'an answer such as `{ content: "Hello" }`, a list of answers, or a function that gives one',
  }),
  apiKey: option.text,
  models: option.listOf(option.text),
};

/**
 * Starts a loopback server that speaks the Messages API (`POST /v1/messages`, streamed and whole) with scripted answers, over
 * real sockets. It listens on 127.0.0.1 at a free port.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 * @example
 * ```ts
 * import { startAnthropicServer } from "@earshot/testing";
 *
 * await using server = await startAnthropicServer({ reply: { content: "Hello there" } });
 * const answer = await fetch(`${server.url}/v1/messages`, {
 *   method: "POST",
 *   headers: { "x-api-key": "any" },
 *   body: JSON.stringify({ model: "a-model", max_tokens: 10, messages: [{ role: "user", content: "Hi" }] }),
 * });
 * console.log((await answer.json()).content[0].text); // => Hello there
 * ```
 */
export async function startAnthropicServer(options: AnthropicServerOptions): Promise<AnthropicServer> {
  checkOptions("startAnthropicServer", options, shapes);
  const requests: RecordedAnthropicRequest[] = [];
  const failures: ScriptFailure[] = [];
  const server = createServer((incoming, response) => {
    answer({ incoming, response, requests, options, failures }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    if (failures.length > 0) throw new AnthropicScriptError(failures.splice(0));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    get closed() {
      return requests.filter((request) => request.outcome === "client_closed");
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface ScriptFailure {
  readonly requestIndex: number;
  readonly error: unknown;
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly requests: RecordedAnthropicRequest[];
  readonly options: AnthropicServerOptions;
  readonly failures: ScriptFailure[];
}

async function answer({ incoming, response, requests, options, failures }: Exchange): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const gone = new AbortController();
  let settle: ((outcome: Exclude<AnthropicRequestOutcome, "open">) => void) | undefined;
  const request: Writable<RecordedAnthropicRequest> = {
    method: incoming.method ?? "",
    path: incoming.url ?? "",
    headers: maskHeaders(incoming.headers),
    body: parseBody(Buffer.concat(chunks).toString("utf8")),
    clientPort: incoming.socket.remotePort,
    receivedAt: performance.now(),
    outcome: "open",
    ended: new Promise((resolve) => (settle = resolve)),
  };
  const index = requests.push(request) - 1;
  let cut = false;
  response.once("close", () => {
    request.outcome = cut ? "cut" : response.writableFinished ? "completed" : "client_closed";
    gone.abort();
    settle?.(request.outcome);
  });
  const context = {
    response,
    requestId: `req_${String(index + 1).padStart(4, "0")}`,
    model: String(request.body?.["model"] ?? ""),
    stream: request.body?.["stream"] === true,
    signal: gone.signal,
    onCut: () => (cut = true),
  };
  try {
    const reply = refuse(request, incoming, options) ?? chooseReply(options.reply, request, index);
    checkReply(reply);
    await sendReply(reply, context);
  } catch (error) {
    if (error instanceof ClientLeft || gone.signal.aborted) throw error;
    failures.push({ requestIndex: index, error });
    sendScriptFailure(error, context);
  }
}

/** What the API refuses before the model is asked: wrong path, key, model, or an incomplete body. */
function refuse(
  request: RecordedAnthropicRequest,
  incoming: IncomingMessage,
  options: AnthropicServerOptions,
): AnthropicErrorReply | undefined {
  const path = request.path.split("?")[0];
  if (request.method !== "POST" || path !== "/v1/messages")
    return { status: 404, message: `${request.method} ${path}: no such route` };
  const key = incoming.headers["x-api-key"] || incoming.headers.authorization?.replace(/^Bearer /, "");
  if (!key) return { status: 401, message: "x-api-key header is required" };
  if (options.apiKey !== undefined && key !== options.apiKey) return { status: 401, message: "invalid x-api-key" };
  if (request.body === undefined) return { status: 400, message: "The request body is not valid JSON" };
  for (const field of ["model", "max_tokens", "messages"]) {
    if (request.body[field] === undefined) return { status: 400, message: `${field}: Field required` };
  }
  const model = String(request.body["model"]);
  if (options.models !== undefined && !options.models.includes(model))
    return { status: 404, message: `model: ${model}` };
  return undefined;
}

function chooseReply(
  reply: AnthropicServerOptions["reply"],
  request: RecordedAnthropicRequest,
  index: number,
): AnthropicReply {
  if (typeof reply === "function") return reply(request, index);
  if (!isList(reply)) return reply;
  return (
    reply[Math.min(index, reply.length - 1)] ?? {
      status: 500,
      message: "The script has no answer: `reply` is an empty list.",
    }
  );
}

/** `Array.isArray` doesn't narrow readonly arrays. */
function isList(reply: AnthropicReply | readonly AnthropicReply[]): reply is readonly AnthropicReply[] {
  return Array.isArray(reply);
}

function parseBody(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
