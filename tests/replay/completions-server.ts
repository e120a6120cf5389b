import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A loopback server of text completions, as `POST /completions` of the older APIs is. Dispose it. */
export interface CompletionsServer extends AsyncDisposable {
  readonly url: string;
  /** How many requests came. */
  readonly asked: () => number;
}

/** It says the prompt backwards, word by word; a prompt that begins with `busy` is refused, and one that has `cut` in it breaks off there. */
export async function startCompletionsServer(): Promise<CompletionsServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => void answer(JSON.parse(Buffer.concat(pieces).toString()) as Asked, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Asked {
  readonly prompt: string;
  readonly stream: boolean;
}

const usage = { prompt_tokens: 3, completion_tokens: 14, total_tokens: 17 };

async function answer({ prompt, stream }: Asked, response: ServerResponse): Promise<void> {
  if (prompt.startsWith("busy")) {
    response.writeHead(429, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "slow down" } }));
    return;
  }
  const words = prompt.split(" ").reverse();
  if (!stream) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ text: words.join(" "), finish_reason: "stop" }], usage }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const [index, word] of words.entries()) {
    if (word === "cut") return void response.destroy();
    response.write(`data: ${JSON.stringify({ choices: [{ text: index === 0 ? word : ` ${word}` }] })}\n\n`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  response.end(`data: ${JSON.stringify({ choices: [{ text: "", finish_reason: "stop" }] })}\n\ndata: [DONE]\n\n`);
}
