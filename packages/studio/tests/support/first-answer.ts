import { once } from "node:events";
import { request, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";

/** How an answer begins. */
export interface FirstAnswer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** All of it, or of a stream its first piece. */
  readonly text: string;
}

/** Asks, and leaves a stream, which has no end, after its first piece. */
export async function firstAnswer(
  port: number,
  line: string,
  { headers = {}, body = "" }: { readonly headers?: OutgoingHttpHeaders; readonly body?: string } = {},
): Promise<FirstAnswer> {
  const [method = "GET", path = "/"] = line.split(" ", 2);
  const outgoing = request({ port, host: "127.0.0.1", method, path, headers, agent: false });
  const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
  outgoing.end(body);
  const [response] = await answered;
  let text = "";
  const isStream = response.headers["content-type"]?.startsWith("text/event-stream") === true;
  for await (const piece of response.setEncoding("utf8")) {
    text += String(piece);
    if (isStream) break;
  }
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}
