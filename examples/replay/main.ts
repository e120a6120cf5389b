// Records a chain that streams, calls a tool and meets a busy provider, from a server on this machine; then replays it without one, and
// compares what was heard. `npx tsx --conditions=@earshot/source examples/replay/main.ts`
import { ChatAnthropic } from "@earshot/anthropic";
import type { Handler } from "@earshot/core/events";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import { type AIMessageChunk, type BaseMessage, HumanMessage } from "@earshot/core/messages";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import {
  normalizedEvents,
  normalizedTree,
  record,
  recordingHandler,
  replayModel,
  startAnthropicServer,
} from "@earshot/testing";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const weather = tool(({ city }: { city: string }) => `It rains in ${city}.`, {
  name: "weather",
  description: "The weather in a city.",
  schema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
});

/** Asks, runs the tools that are called, and asks again, until there is an answer. */
async function ask(model: BaseChatModel, question: string, config: { readonly callbacks: Handler[] }): Promise<string> {
  const bound = model.bindTools?.([weather]) ?? model;
  const answer = RunnableLambda.from(async (text: string, inner) => {
    const messages: BaseMessage[] = [new HumanMessage(text)];
    for (;;) {
      let whole: AIMessageChunk | undefined;
      for await (const chunk of await bound.stream(messages, inner)) whole = whole?.concat(chunk) ?? chunk;
      if (whole === undefined) throw new Error("The model said nothing.");
      messages.push(whole);
      if (whole.tool_calls.length === 0) return whole.text;
      for (const call of whole.tool_calls) messages.push((await weather.invoke(call, inner)) as BaseMessage);
    }
  }).withConfig({ runName: "answer" });
  return answer.invoke(question, config);
}

const folder = await mkdtemp(join(tmpdir(), "earshot-replay-"));
const file = join(folder, "weather.jsonl");
const question = "Do I need an umbrella in Lisbon?";
const recorded = recordingHandler();
{
  await using server = await startAnthropicServer({
    reply: [
      { status: 529, headers: { "retry-after-ms": "5" } },
      { content: [{ type: "tool_use", id: "toolu_1", name: "weather", input: { city: "Lisbon" } }] },
      { content: "Yes, take one: it rains in Lisbon." },
    ],
  });
  const model = new ChatAnthropic({ apiKey: "sk-ant-of-no-use-to-anyone", anthropicApiUrl: server.url });
  const answer = await record(({ callbacks }) => ask(model, question, { callbacks: [...callbacks, recorded] }), {
    file,
  });
  console.log(`recorded: ${answer} (${server.requests.length} requests)`);
}

const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
console.log(
  `${lines.length} events in the file, the key in ${lines.filter((line) => line.includes("sk-ant")).length} of them`,
);

const replayed = recordingHandler();
console.log(`replayed: ${await ask(replayModel(file), question, { callbacks: [replayed] })}`);
const [before, after] = [recorded, replayed].map(({ events }) => JSON.stringify(normalizedEvents(events)));
console.log(`heard the same: ${before === after}`);
console.log(normalizedTree(replayed.events, { form: "text" }));

await ask(replayModel(file), "Do I need a coat in Lisbon?", { callbacks: [] }).catch((error: Error) =>
  console.log(error.message.replace(folder, "…")),
);
await rm(folder, { recursive: true });
