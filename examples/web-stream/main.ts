// A server that streams a chain's events, and a client that reads them: the answer word by word, a tool by name alone. The connection is cut
// in the middle; the client comes back and goes on where it was, while the chain ran on.
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { StringOutputParser } from "@earshot/core/output_parsers";
import { ChatPromptTemplate } from "@earshot/core/prompts";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import { EventStreams, respondWithEvents } from "@earshot/handlers/web";
import { readEvents } from "@earshot/handlers/web/client";
import { z } from "zod";
import { ScriptedChatModel } from "../support/scripted-chat-model.js";

const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

const search = tool(({ topic }) => `Something secret about ${topic}.`, {
  name: "search",
  description: "Looks a topic up.",
  schema: z.object({ topic: z.string() }),
});
const prompt = ChatPromptTemplate.fromTemplate("Say something about {topic}, knowing: {facts}");
const model = new ScriptedChatModel({ answer: "Owls turn their heads by 270 degrees, since their eyes can't move." });
const chain = RunnableLambda.from(async (topic: string, config) => ({
  topic,
  facts: await search.invoke({ topic }, config),
}))
  .pipe(prompt)
  .pipe(model)
  .pipe(new StringOutputParser());

/** Web standards: what Hono, Next.js, Deno, Bun and Workers call. */
const streams = new EventStreams();
function answer(request: Request): Response {
  const work = async function* (config: Parameters<Parameters<typeof respondWithEvents>[1]>[0]) {
    for await (const word of await chain.stream("owls", config)) {
      await pause();
      yield word;
    }
  };
  return respondWithEvents(request, work, { streams, onDisconnect: "keep", retryMs: 20 });
}

const sockets = new Set<Socket>();
const server = createServer((incoming, outgoing) => {
  const headers = new Headers(incoming.headers as Record<string, string>);
  sockets.add(incoming.socket);
  console.log(headers.has("last-event-id") ? "\n(the client is back)" : "(a client asks)");
  const response = answer(new Request(`http://localhost${incoming.url}`, { headers }));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

let words = 0;
for await (const event of readEvents(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)) {
  if (event.type === "tool.start") console.log(`using ${event.name} …`);
  else if (event.type === "chat_model.delta") {
    process.stdout.write(event.text);
    if (++words === 4) for (const socket of sockets) socket.destroy();
  } else if (event.type === "stream.end") console.log(`\nended: ${event.status}`);
}
server.close();
