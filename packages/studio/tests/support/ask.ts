import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** Of an error. */
  readonly code: string | undefined;
}

/** Asks with just these headers: `fetch` would add some of its own, and keep others back. */
export function ask(
  port: number,
  line: string,
  options: { readonly headers?: OutgoingHttpHeaders; readonly body?: string | Uint8Array } = {},
): Promise<Answered> {
  const [method = "GET", path = "/"] = line.split(" ", 2);
  return new Promise((resolve, reject) => {
    const { body, headers = {} } = options;
    const isSized = body !== undefined && headers["transfer-encoding"] === undefined;
    const sent = { ...headers, ...(isSized ? { "content-length": Buffer.byteLength(body) } : {}) };
    const outgoing = request({ port, host: "127.0.0.1", method, path, headers: sent, agent: false });
    outgoing.once("error", reject).once("response", (response) => {
      const pieces: Buffer[] = [];
      response
        .on("data", (piece: Buffer) => pieces.push(piece))
        .once("end", () => {
          const bytes = Buffer.concat(pieces);
          const text = bytes.toString("utf8");
          const code = text.startsWith('{"error":')
            ? (JSON.parse(text) as { error: { code: string } }).error.code
            : undefined;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, code });
        });
    });
    outgoing.end(body);
  });
}
