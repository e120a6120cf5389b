import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeOtlp } from "../../src/otlp/decode-otlp.js";
import { otlpAnswer } from "../../src/otlp/otlp-answer.js";
import type { OtlpSpan } from "../../src/otlp/otlp-span.js";

/** A real endpoint on loopback that keeps the spans it is sent. */
export async function startOtlpReceiver() {
  const spans: OtlpSpan[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const contentType = request.headers["content-type"];
    const contentEncoding = request.headers["content-encoding"];
    const traces = await decodeOtlp({ contentType, contentEncoding, body: Buffer.concat(chunks) });
    spans.push(...traces.spans);
    const { status, contentType: type, body } = otlpAnswer(contentType, traces);
    response.writeHead(status, { "content-type": type }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    spans,
    url: `http://127.0.0.1:${port}/v1/traces`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
