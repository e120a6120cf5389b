import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopbackHost } from "../safety/is-loopback-host.js";
import { dataHeaders } from "../safety/security-headers.js";
import type { RequestRefusedError } from "./request-refused-error.js";
import { TextAnswer } from "./text-answer.js";

/** A client that reads nothing for so long is given up: what feeds the answer may hold a file open. */
const longestStallMs = 60_000;

const lingerMs = 500;

/** Answers with text, or with anything else as JSON. Resolves when the last of it is handed to the socket. */
export async function sendAnswer(incoming: IncomingMessage, response: ServerResponse, answer: unknown): Promise<void> {
  const text = answer instanceof TextAnswer ? answer : new TextAnswer("application/json", JSON.stringify(answer));
  const headers: Record<string, string> = { ...dataHeaders, "content-type": `${text.contentType}; charset=utf-8` };
  if (text.fileName !== undefined) headers["content-disposition"] = `attachment; filename="${text.fileName}"`;
  if (typeof text.content === "string") return sendWhole({ incoming, response, headers, content: text.content });
  if (incoming.method === "HEAD") return void response.writeHead(200, headers).end();
  await sendPieces(response, text.content, () => response.writeHead(200, headers));
  response.end();
}

/** Says why not. After headers were sent, all that is left is to break off, which the client notices. */
export function sendRefusal(incoming: IncomingMessage, response: ServerResponse, refusal: RequestRefusedError): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { code, message, status } = refusal;
  const text = JSON.stringify({ error: { code, message } });
  // What is left of a body that nobody reads would be taken for the next request.
  const closing = incoming.complete ? {} : { connection: "close" };
  response.writeHead(status, {
    ...dataHeaders,
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...closing,
    ...refusal.headers,
  });
  endAfterBody(incoming, response, text);
}

/**
 * Ends an answer whose request may still be coming. A socket that is closed with something unread in it takes back what it has sent, so the rest is
 * read, and thrown away, for a moment.
 */
export function endAfterBody(incoming: IncomingMessage, response: ServerResponse, text: string | Uint8Array): void {
  if (incoming.complete) return void response.end(text);
  response.write(text);
  const end = (): void => {
    clearTimeout(late);
    response.end();
  };
  const late = setTimeout(end, lingerMs);
  incoming.once("end", end).once("error", end).resume();
}

interface Whole {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly headers: Record<string, string>;
  readonly content: string;
}

/** Packed where it has a way to go: on one machine packing takes longer than sending. */
async function sendWhole({ incoming, response, headers, content }: Whole): Promise<void> {
  let bytes = Buffer.from(content);
  const isRemote = !isLoopbackHost((incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, ""));
  if (isRemote && bytes.length > 1_400 && /\bgzip\b/.test(String(incoming.headers["accept-encoding"] ?? ""))) {
    const { gzip } = await import("node:zlib");
    bytes = await new Promise<Buffer<ArrayBuffer>>((resolve, reject) =>
      gzip(bytes, { level: 4 }, (error, packed) => (error === null ? resolve(packed) : reject(error))),
    );
    Object.assign(headers, { "content-encoding": "gzip", vary: "accept-encoding" });
  }
  response.writeHead(200, { ...headers, "content-length": bytes.length });
  response.end(bytes);
}

/** It begins when the first piece is there, or there is none: what fails before can still be told. */
async function sendPieces(response: ServerResponse, pieces: AsyncIterable<string>, begin: () => void): Promise<void> {
  for await (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.headersSent) begin();
    if (!response.write(piece)) await drained(response);
  }
  if (!response.headersSent) begin();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const stalled = setTimeout(() => response.destroy(), longestStallMs).unref();
    const settle = (): void => {
      clearTimeout(stalled);
      response.off("drain", settle).off("close", settle);
      resolve();
    };
    response.once("drain", settle).once("close", settle);
  });
}
