import { ChatAnthropic } from "@earshot/anthropic";
import { type AnthropicReply, startAnthropicServer } from "@earshot/testing";
import { markdownReport } from "../support/markdown-report.js";

const thought = [
  "I need figures of both weeks before I can say anything about a cause. ",
  "The chart shows a step, not a slope: so it is a change, not a trend. ",
  "Both weeks, the same metric, and the deploys in between.",
];

/** What the agent's model says: it thinks, calls two tools, one of which fails, and answers. */
const agentReplies: readonly AnthropicReply[] = [
  {
    content: [
      { type: "thinking", deltas: thought, signature: "c2lnbmVk" },
      { type: "text", deltas: ["Let me look ", "at the figures ", "of both weeks."] },
      { type: "tool_use", id: "toolu_01A9", name: "query_metrics", input: { metric: "latency", weeks: [47, 48] } },
      { type: "tool_use", id: "toolu_01B2", name: "list_deploys", input: { since: "2026-11-16" } },
    ],
    eventDelayMs: 8,
    usage: { input_tokens: 1_840, output_tokens: 212, output_tokens_details: { thinking_tokens: 96 } },
  },
  {
    content: [
      { type: "text", deltas: ["The deploys can't be listed just now; ", "the metrics are enough."] },
      { type: "tool_use", id: "toolu_01C7", name: "query_metrics", input: { metric: "retries", weeks: [47, 48] } },
    ],
    eventDelayMs: 6,
    usage: { input_tokens: 140, output_tokens: 64, cache_read_input_tokens: 2_100 },
  },
  {
    content: [{ type: "text", deltas: markdownReport.split(/(?<= )/) }],
    eventDelayMs: 2,
    usage: { input_tokens: 260, output_tokens: 318, cache_read_input_tokens: 2_204 },
  },
];

const turns = [
  "Take the night train from Vienna: it leaves at 19:38 and you arrive rested.",
  "Yes – book a couchette early; **six weeks** ahead is safe in May.",
  "Two days in Venice, then the train to Florence. Skip the car.",
];

const overloaded: AnthropicReply = { status: 529, message: "Overloaded" };

/** Model that answers from a script of its own, over a loopback server that speaks the real protocol. */
export interface ShowcaseModels extends AsyncDisposable {
  agent(): ChatAnthropic;
  talking(turn: number): ChatAnthropic;
  /** Wants to see the deploys. */
  asking(): ChatAnthropic;
  /** Answers at the third attempt. */
  retried(): ChatAnthropic;
  refused(): ChatAnthropic;
  /** Its price is known to nobody. */
  unpriced(): ChatAnthropic;
  /** Thinks, writes and calls a tool, and then says nothing more. */
  pending(): ChatAnthropic;
}

export async function startShowcaseModels(): Promise<ShowcaseModels> {
  const servers: AsyncDisposable[] = [];
  const scripts = new Map<string, string>();
  const serve = async (name: string, reply: AnthropicReply | readonly AnthropicReply[]) => {
    const server = await startAnthropicServer({ reply });
    servers.push(server);
    scripts.set(name, server.url);
  };
  await serve("agent", agentReplies);
  await serve("asking", {
    content: [{ type: "tool_use", id: "toolu_01D3", name: "list_deploys", input: { since: "2026-11-16" } }],
    usage: { input_tokens: 420, output_tokens: 48 },
  });
  for (const [at, content] of turns.entries())
    await serve(`turn ${at}`, { content, usage: { input_tokens: 420 + at * 180, output_tokens: 60 }, eventDelayMs: 4 });
  await serve("retried", [
    overloaded,
    overloaded,
    { content: "billing", usage: { input_tokens: 310, output_tokens: 2 } },
  ]);
  await serve("refused", { status: 400, message: "messages: at least one message is required" });
  await serve("unpriced", { content: "Bonjour !", usage: { input_tokens: 90, output_tokens: 4 } });
  await serve("pending", {
    content: [
      { type: "thinking", deltas: thought, signature: "c2lnbmVk" },
      { type: "text", deltas: ["First I list ", "what is there, "] },
      { type: "tool_use", id: "toolu_9", name: "list_deploys", input: { since: "2026-11-16", until: "2026-11-26" } },
      { type: "text", deltas: ["never said"] },
    ],
    eventDelayMs: (index) => (index < 18 ? 2 : 600_000),
    usage: { input_tokens: 510, output_tokens: 90 },
  });
  const on = (name: string, model = "claude-sonnet-5") =>
    new ChatAnthropic({
      model,
      apiKey: "any",
      anthropicApiUrl: scripts.get(name) ?? "",
      streaming: true,
      maxRetries: 3,
    });
  return {
    agent: () => on("agent"),
    asking: () => on("asking"),
    talking: (turn) => on(`turn ${turn % turns.length}`, "claude-haiku-4-5"),
    retried: () => on("retried", "claude-haiku-4-5"),
    refused: () => on("refused"),
    unpriced: () => on("unpriced", "a-model-of-our-own"),
    pending: () => on("pending"),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map((server) => server[Symbol.asyncDispose]()));
    },
  };
}
