import { createAgent } from "@earshot/core/agents";
import { tool } from "@earshot/core/tools";
import { scriptedChatModel } from "@earshot/testing";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { costHandler } from "../cost/cost-handler.js";
import { consoleHandler, type ConsoleHandlerOptions } from "./console-handler.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const used = (input: number, output: number) => ({
  input_tokens: input,
  output_tokens: output,
  total_tokens: input + output,
});

const responseMetadata = { model: "house" };

/** An agent that adds by a tool, asked once. */
async function shown(options: ConsoleHandlerOptions, order: "cost first" | "console first" = "cost first") {
  const model = scriptedChatModel([
    { toolCalls: [{ name: "add", args: { a: 1, b: 2 } }], usage: used(1000, 100), responseMetadata },
    { text: "It is 3.", usage: used(2000, 100), responseMetadata },
  ]);
  const add = tool(({ a, b }: { a: number; b: number }) => String(a + b), {
    name: "add",
    description: "Adds.",
    schema: { type: "object", properties: { a: { type: "number" }, b: { type: "number" } } },
  } as never);
  let text = "";
  const stream = { write: (piece: string) => void (text += piece) };
  const cost = costHandler({ keep: 1, prices: { house: { input: 5, output: 25 } } });
  const told = consoleHandler({ stream, mode: "append", unicode: true, color: false, costOf: cost.costOf, ...options });
  const callbacks = order === "cost first" ? [cost, told] : [told, cost];
  await createAgent({ model, tools: [add] }).invoke("1 + 2?", { callbacks });
  return text.trimEnd().split("\n");
}

// 5 and 25 dollars a million
it("tells each call of a model and of a tool once, and what it cost with its tokens", async () => {
  expect(await shown({ showTokens: true })).toEqual([
    "╭ Agent chain",
    "│ ╭ ScriptedChatModel model",
    '│ ╰ ✓ ScriptedChatModel  0ms · 1000 → 100 tokens · $0.0075 · calls add {"a":1,"b":2}',
    '│ ╭ add tool  {"a":1,"b":2}',
    '│ ╰ ✓ add  0ms · → tool: "3"',
    "│ ╭ ScriptedChatModel model",
    "│ │ It is 3.",
    "│ ╰ ✓ ScriptedChatModel  0ms · 2000 → 100 tokens · $0.0125",
    "╰ ✓ Agent  0ms · 3000 → 200 tokens in all · $0.02 in all",
  ]);
});

it("keeps the costs of a quiet root, and of a run whose models are hidden", async () => {
  expect(await shown({ verbosity: "quiet" })).toEqual(["✓ Agent  0ms · 3000 → 200 tokens in all · $0.02 in all"]);
  expect(await shown({ filter: { excludeTypes: ["chat_model"] } })).toContain(
    "╰ ✓ Agent  0ms · 3000 → 200 tokens in all · $0.02 in all",
  );
});

it("tells an agent's own steps where everything is told", async () => {
  const lines = await shown({ verbosity: "verbose" });
  expect(lines.filter((line) => line.startsWith("├ →"))).toEqual(['├ → add {"a":1,"b":2}']);
  expect(lines.some((line) => line.startsWith("├ ■"))).toBe(true);
});

it("says nothing of a cost that nobody has counted yet", async () => {
  const lines = await shown({}, "console first");
  expect(lines.filter((line) => line.includes("ScriptedChatModel") && line.includes("$"))).toEqual([]);
});
