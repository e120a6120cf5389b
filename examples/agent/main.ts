// An agent that books a table: it looks at several calendars at once, streams what it says, and asks before it books. What is to be approved
// goes through a file, as it would between two requests of a server.
// `npx tsx --conditions=@earshot/source examples/agent/main.ts`, with `no` as an argument if it is not to book.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatAnthropic } from "@earshot/anthropic";
import {
  type AgentDecision,
  type AgentInput,
  AgentInterrupt,
  type AgentState,
  createAgent,
} from "@earshot/core/agents";
import { tool } from "@earshot/core/tools";
import { startAnthropicServer, type AnthropicReply } from "@earshot/testing";
import { z } from "zod";

const use = (id: string, name: string, input: Record<string, unknown>) =>
  ({ type: "tool_use", id, name, input }) as const;

/** What the server on this machine answers, one reply after the other; the last depends on whether the table was booked. */
const script: readonly AnthropicReply[] = [
  {
    content: [
      { type: "text", deltas: ["Let me ", "see when ", "you are free."] },
      use("toolu_1", "calendar", { person: "Ada" }),
      use("toolu_2", "calendar", { person: "Bob" }),
    ],
  },
  { content: [use("toolu_3", "book", { day: "Friday", seats: 2 })] },
];
await using server = await startAnthropicServer({
  reply: ({ body }, index) =>
    script[index] ?? {
      content: JSON.stringify(body?.["messages"]).includes("booked") ? "See you on Friday." : "Then another time.",
    },
});

const freeDays: Readonly<Record<string, string>> = { Ada: "Thursday, Friday", Bob: "Friday, Saturday" };
const calendar = tool(async ({ person }) => freeDays[person] ?? "never", {
  name: "calendar",
  description: "On which days somebody is free.",
  schema: z.object({ person: z.string() }),
});
const book = tool(({ day, seats }) => `booked: ${day}, ${seats} seats`, {
  name: "book",
  description: "Books a table.",
  schema: z.object({ day: z.string(), seats: z.number().int() }),
});

const agent = createAgent({
  name: "host",
  model: new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url }),
  tools: [calendar, book],
  systemPrompt: "You plan dinners.",
  interruptOn: { book: true },
});

/** Prints what comes; answers the state if somebody has to decide. */
async function play(input: AgentInput): Promise<AgentState | undefined> {
  try {
    let line = "";
    for await (const [message, { langgraph_node: node }] of await agent.stream(input, { streamMode: "messages" })) {
      if (node === "model_request") line += message.text;
      else {
        if (line !== "") console.log(`model: ${line}`);
        console.log(`${message.name}: ${message.text}`);
        line = "";
      }
    }
    console.log(`model: ${line}`);
    return undefined;
  } catch (error) {
    if (AgentInterrupt.isInstance(error)) return error.state;
    throw error;
  }
}

const directory = await mkdtemp(join(tmpdir(), "agent-"));
const file = join(directory, "waiting.json");
const waiting = await play("Dinner for Ada and Bob?");
await writeFile(file, JSON.stringify(waiting));

const resume = JSON.parse(await readFile(file, "utf8")) as AgentState;
await rm(directory, { recursive: true });
for (const { name, args } of resume.actionRequests) console.log(`may I ${name} ${JSON.stringify(args)}?`);
const decision: AgentDecision = process.argv.includes("no")
  ? { type: "reject", message: "Not this week." }
  : { type: "approve" };
await play({ resume, decisions: resume.actionRequests.map(() => decision) });
