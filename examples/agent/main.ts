// An agent with two tools, one of which a human has to approve, on ChatAnthropic. With ANTHROPIC_API_KEY it talks to the API; without, to
// a loopback server that speaks the same protocol. `--yes` approves, `--no` rejects, and neither asks.
import { createInterface } from "node:readline/promises";
import { ChatAnthropic } from "@earshot/anthropic";
import { type AgentDecision, type AgentInput, AgentInterrupt, createAgent } from "@earshot/core/agents";
import { tool } from "@earshot/core/tools";
import { consoleHandler } from "@earshot/handlers/console";
import { type AnthropicReply, startAnthropicServer } from "@earshot/testing";
import { z } from "zod";

const files = new Map([
  ["notes.txt", 120],
  ["draft.tmp", 4],
]);

const list = tool(() => [...files].map(([name, size]) => `${name} ${size} kB`).join("\n"), {
  name: "list_files",
  description: "Lists the files with their sizes.",
  schema: z.object({}),
});
const remove = tool(({ name }) => (files.delete(name) ? `${name} is gone.` : `There is no ${name}.`), {
  name: "remove_file",
  description: "Removes a file for good.",
  schema: z.object({ name: z.string().describe("The file's name") }),
});

const script: AnthropicReply[] = [
  {
    content: [
      { type: "text", deltas: ["I'll ", "look ", "first."] },
      { type: "tool_use", id: "toolu_1", name: "list_files", input: {} },
    ],
  },
  { content: [{ type: "tool_use", id: "toolu_2", name: "remove_file", input: { name: "draft.tmp" } }] },
  { content: "That is all there was to tidy up." },
];

const key = process.env["ANTHROPIC_API_KEY"];
await using server = key === undefined ? await startAnthropicServer({ reply: script }) : undefined;
const model = new ChatAnthropic(
  server === undefined ? { apiKey: key! } : { apiKey: "any", anthropicApiUrl: server.url },
);
if (server !== undefined) console.log("No ANTHROPIC_API_KEY: a scripted model answers on loopback.\n");

const agent = createAgent({
  name: "tidy",
  model,
  tools: [list, remove],
  systemPrompt: "You tidy up a folder. Remove temporary files, and nothing else.",
  interruptOn: { remove_file: true },
});

let input: AgentInput = "Please tidy up.";
for (;;) {
  try {
    const { messages } = await agent.invoke(input, { callbacks: [consoleHandler()] });
    console.log(`\n${messages.at(-1)?.text ?? ""}\nLeft: ${[...files.keys()].join(", ")}`);
    break;
  } catch (error) {
    if (!AgentInterrupt.isInstance(error)) throw error;
    input = { resume: error.state, decisions: await decide(error) };
  }
}

async function decide({ actionRequests }: AgentInterrupt): Promise<AgentDecision[]> {
  const decisions: AgentDecision[] = [];
  for (const { name, args } of actionRequests) {
    const isApproved = await ask(`\n${name} ${JSON.stringify(args)}?`);
    decisions.push(isApproved ? { type: "approve" } : { type: "reject", message: "The user wants to keep it." });
  }
  return decisions;
}

async function ask(question: string): Promise<boolean> {
  if (process.argv.includes("--yes") || process.argv.includes("--no") || !process.stdin.isTTY) {
    const isApproved = process.argv.includes("--yes");
    console.log(`${question} ${isApproved ? "yes" : "no"}\n`);
    return isApproved;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y/i.test(await terminal.question(`${question} [y/n] `));
  } finally {
    terminal.close();
  }
}
