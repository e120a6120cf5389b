// An agent that never has enough, on a budget: what it costs is counted while it works, and a guard stops it. With ANTHROPIC_API_KEY it
// talks to the API; without, to a loopback server that speaks the same protocol.
import { ChatAnthropic } from "@earshot/anthropic";
import { createAgent } from "@earshot/core/agents";
import { HandlerAbort } from "@earshot/core/errors";
import { tool } from "@earshot/core/tools";
import { allowListGuard } from "@earshot/handlers/allow-list";
import { BudgetExceededError, budgetGuard } from "@earshot/handlers/budget";
import { costHandler } from "@earshot/handlers/cost";
import { rateLimitGuard } from "@earshot/handlers/rate-limit";
import { runTreeHandler } from "@earshot/handlers/run-tree";
import { startAnthropicServer } from "@earshot/testing";
import { z } from "zod";

const search = tool(({ query }) => `Of ${query} there is much more to be found.`, {
  name: "search",
  description: "Searches for a text.",
  schema: z.object({ query: z.string() }),
});

// The prompt is read from the cache each time, at a tenth of its price.
const reply = {
  content: [
    { type: "text" as const, deltas: ["Let me ", "look ", "further."] },
    { type: "tool_use" as const, id: "toolu_1", name: "search", input: { query: "everything" } },
  ],
  usage: { input_tokens: 200, cache_read_input_tokens: 4000, output_tokens: 40 },
};

const key = process.env["ANTHROPIC_API_KEY"];
await using server = key === undefined ? await startAnthropicServer({ reply }) : undefined;
const model = new ChatAnthropic({
  model: "claude-opus-5",
  ...(server === undefined ? { apiKey: key! } : { apiKey: "any", anthropicApiUrl: server.url }),
});
const agent = createAgent({
  name: "researcher",
  model,
  tools: [search],
  systemPrompt: "Search until you know it all.",
});

const cost = costHandler({
  keep: 1,
  onCost: ({ usage, amount }) =>
    console.log(`asked: ${"input_tokens" in usage ? usage.input_tokens : "?"} tokens, $${amount ?? "?"}`),
});
const tree = runTreeHandler();
const guards = [
  budgetGuard({ money: "0.015", modelCalls: 20, per: { metadata: "userId" }, windowMs: 24 * 60 * 60 * 1000 }),
  rateLimitGuard({ requestsPerMinute: 50, tokensPerMinute: 100_000 }),
  allowListGuard({ models: ["claude-*"], tools: ["search"] }),
];

try {
  await agent.invoke(
    { messages: ["What is there?"] },
    { callbacks: [cost, tree, ...guards], metadata: { userId: "ada" } },
  );
} catch (error) {
  const cause = error instanceof HandlerAbort ? error.cause : error;
  if (!(cause instanceof BudgetExceededError)) throw error;
  console.log(`\nstopped: ${cause.message}\n`);
}
console.log(tree.toString({ timelineWidth: 0, costOf: cost.costOf }));
