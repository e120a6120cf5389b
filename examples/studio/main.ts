// A shop's assistant, kept in the studio's file: two conversations, a tool that fails, and a request that the API turns down. With
// ANTHROPIC_API_KEY it talks to the API; without, to a loopback server that speaks the same protocol. `npx earshot studio` shows it meanwhile
// and afterwards; with `--stay`, the page may make its model calls again, until Ctrl-C.
import { once } from "node:events";
import { ChatAnthropic } from "@earshot/anthropic";
import { createAgent } from "@earshot/core/agents";
import { type BaseMessage, HumanMessage } from "@earshot/core/messages";
import { tool } from "@earshot/core/tools";
import { connectReplay, studio } from "@earshot/studio";
import { startAnthropicServer } from "@earshot/testing";
import { z } from "zod";
import { script } from "./script.js";

const orders = new Map([["1001", { items: ["Teapot, blue", "Two cups"], sentOn: "Monday", state: "on its way" }]]);
const orderId = z.string().describe("The number of the order");

const findOrder = tool(({ orderId }) => JSON.stringify(orders.get(orderId) ?? { error: `no order ${orderId}` }), {
  name: "find_order",
  description: "Looks up an order.",
  schema: z.object({ orderId }),
});
const refund = tool(
  ({ orderId }) => {
    throw new Error(`Order ${orderId} is on its way: it is refunded once it is back.`);
  },
  {
    name: "refund",
    description: "Pays money back.",
    schema: z.object({ orderId, cents: z.number().int().describe("How much") }),
  },
);

const key = process.env["ANTHROPIC_API_KEY"];
await using server = key === undefined ? await startAnthropicServer({ reply: script }) : undefined;
const model = new ChatAnthropic(
  server === undefined ? { apiKey: key! } : { apiKey: "any", anthropicApiUrl: server.url },
);
if (server !== undefined) console.log("No ANTHROPIC_API_KEY: a scripted model answers on loopback.\n");

const assistant = createAgent({
  name: "assistant",
  model,
  tools: [findOrder, refund],
  systemPrompt: "You answer customers of a shop. Look orders up before you speak of them.",
});

await using kept = studio();
await talk("teapot", ["Where is my order 1001?", "Then I want 12.50 back, please."]);
await talk("typo", ["Where is my order 2002?", "Sorry, I meant 2020."]);
await kept.flush();
console.log("\n`npx earshot studio` shows what was heard.");
if (process.argv.includes("--stay")) await stay();

/** One conversation: its turns share a thread, by which the studio groups them. */
async function talk(thread: string, questions: readonly string[]): Promise<void> {
  let messages: readonly BaseMessage[] = [];
  for (const question of questions) {
    console.log(`${thread} < ${question}`);
    try {
      const result = await assistant.invoke(
        { messages: [...messages, new HumanMessage(question)] },
        { callbacks: [kept], metadata: { thread_id: thread }, tags: ["shop"] },
      );
      messages = result.messages;
      console.log(`${thread} > ${messages.at(-1)?.text.split("\n")[0] ?? ""}`);
    } catch (error) {
      console.log(`${thread} ! ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

async function stay(): Promise<void> {
  const disconnect = connectReplay({ name: "shop", models: { assistant: model }, callbacks: [kept] });
  console.log("The page may make model calls of this app again. Ctrl-C ends it.");
  await once(process, "SIGINT");
  disconnect();
}
