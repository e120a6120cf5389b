import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type {
  AnthropicCut,
  AnthropicErrorReply,
  AnthropicMessageReply,
  AnthropicRawReply,
  AnthropicReply,
} from "./anthropic-reply.js";
import { messageOf } from "./anthropic-script-error.js";
import { toErrorBody } from "./to-error-body.js";
import { toEventBytes, toReplyEvents } from "./to-reply-events.js";
import { toReplyMessage } from "./to-reply-message.js";

/** What is known about the request when its answer is sent. */
export interface ReplyContext {
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly model: string;
  readonly stream: boolean;
  /** Ends the waits once the client is gone. */
  readonly signal: AbortSignal;
  /** Told just before the script breaks the connection. */
  readonly onCut: () => void;
}

/** Sends a scripted answer, whole or up to where the script cuts it. Rejects if the client left meanwhile. */
export async function sendReply(reply: AnthropicReply, context: ReplyContext): Promise<void> {
  if (reply.latencyMs !== undefined) await wait(reply.latencyMs, undefined, { signal: context.signal });
  if ("content" in reply) return context.stream ? sendStream(reply, context) : sendMessage(reply, context);
  if ("body" in reply) return sendRaw(reply, context);
  return sendError(reply, context);
}

/** Tells the client that the script failed: by a status if nothing has been sent yet, else by the stream's `error` event. */
export function sendScriptFailure(error: unknown, context: ReplyContext): void {
  const message = `The script of startAnthropicServer failed: ${messageOf(error)}`;
  const type = "invalid_request_error";
  if (!context.response.headersSent) {
    sendError({ status: 400, type, message, headers: { "x-should-retry": "false" } }, context);
    return;
  }
  context.response.end(toEventBytes({ type: "error", error: { type, message } }));
}

async function sendStream(reply: AnthropicMessageReply, context: ReplyContext): Promise<void> {
  const events = toReplyEvents(reply, context.model).map(toEventBytes);
  openBody(context, { contentType: "text/event-stream; charset=utf-8", headers: reply.headers });
  const writer = new BodyWriter(context, reply);
  for (const [index, event] of events.entries()) {
    const delayMs = typeof reply.eventDelayMs === "function" ? reply.eventDelayMs(index) : (reply.eventDelayMs ?? 0);
    if (delayMs > 0) await wait(delayMs, undefined, { signal: context.signal });
    if (!(await writer.write(event))) return;
  }
  if (reply.lingerMs !== undefined) await wait(reply.lingerMs, undefined, { signal: context.signal });
  writer.end();
}

async function sendMessage(reply: AnthropicMessageReply, context: ReplyContext): Promise<void> {
  const body = new TextEncoder().encode(JSON.stringify(toReplyMessage(reply, context.model)));
  openBody(context, { contentType: "application/json", headers: reply.headers });
  const writer = new BodyWriter(context, reply);
  if (await writer.write(body)) writer.end();
}

async function sendRaw(reply: AnthropicRawReply, context: ReplyContext): Promise<void> {
  openBody(context, { status: reply.status, contentType: "text/event-stream; charset=utf-8", headers: reply.headers });
  const writer = new BodyWriter(context, reply);
  const body = typeof reply.body === "string" ? new TextEncoder().encode(reply.body) : reply.body;
  if (await writer.write(body)) writer.end();
}

function sendError(reply: AnthropicErrorReply, context: ReplyContext): void {
  openBody(context, { status: reply.status, contentType: "application/json", headers: reply.headers });
  context.response.end(JSON.stringify(toErrorBody(reply, context.requestId)));
}

interface BodyHead {
  readonly status?: number | undefined;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

function openBody({ response, requestId }: ReplyContext, head: BodyHead): void {
  response.writeHead(head.status ?? 200, {
    "content-type": head.contentType,
    "request-id": requestId,
    ...head.headers,
  });
  response.flushHeaders();
}

/** The socket takes no more: no fault of the script. */
export class ClientLeft extends Error {
  constructor(cause: Error) {
    super("the client left", { cause });
  }
}

/** Writes a body in pieces, and breaks it where the script says. */
class BodyWriter {
  readonly #response: ServerResponse;
  readonly #onCut: () => void;
  readonly #pieceBytes: number;
  readonly #cut: AnthropicCut | undefined;
  #written = 0;

  constructor(context: ReplyContext, script: { readonly pieceBytes?: number; readonly cut?: AnthropicCut }) {
    this.#response = context.response;
    this.#onCut = context.onCut;
    this.#pieceBytes = script.pieceBytes ?? Number.POSITIVE_INFINITY;
    this.#cut = script.cut;
  }

  /** False once the body is broken. Each piece is handed to the socket before the next, so that pieces arrive apart. */
  async write(bytes: Uint8Array): Promise<boolean> {
    const room = this.#cut ? this.#cut.afterBytes - this.#written : Number.POSITIVE_INFINITY;
    const end = Math.min(bytes.length, room);
    for (let start = 0; start < end; start += this.#pieceBytes) {
      await this.#flush(bytes.subarray(start, Math.min(start + this.#pieceBytes, end)));
    }
    this.#written += end;
    if (this.#cut === undefined || bytes.length < room) return true;
    this.#break(this.#cut);
    return false;
  }

  end(): void {
    this.#response.end();
  }

  #flush(piece: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#response.write(piece, (error) => (error ? reject(new ClientLeft(error)) : resolve()));
    });
  }

  #break(cut: AnthropicCut): void {
    this.#onCut();
    if (cut.how === "end") this.#response.end();
    else this.#response.socket?.destroy();
  }
}
