// Cost and guards on a real client that speaks the protocol of the Messages API with a server on loopback.
import { setTimeout as wait } from "node:timers/promises";
import { ChatAnthropic } from "@earshot/anthropic";
import { createAgent } from "@earshot/core/agents";
import { HandlerAbort } from "@earshot/core/errors";
import { tool } from "@earshot/core/tools";
import { allowListGuard } from "@earshot/handlers/allow-list";
import { BudgetExceededError, budgetGuard } from "@earshot/handlers/budget";
import { costHandler, type RunCost } from "@earshot/handlers/cost";
import { rateLimitGuard } from "@earshot/handlers/rate-limit";
import { startAnthropicServer, type AnthropicServer } from "@earshot/testing";
import { describe, expect, it } from "vitest";

const modelOf = (server: AnthropicServer, model = "claude-opus-5") =>
  new ChatAnthropic({ apiKey: "s3cret", anthropicApiUrl: server.url, model, maxRetries: 0 });

const usage = {
  input_tokens: 500,
  output_tokens: 100,
  cache_read_input_tokens: 200,
  cache_creation_input_tokens: 300,
  cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
};

describe("cost", () => {
  // 500 × 5 + 200 × 0.5 + 200 × 6.25 + 100 × 10 + 100 × 25 dollars a million
  it.each(["invoke", "stream"] as const)("counts each kind of token once, by %s", async (method) => {
    await using server = await startAnthropicServer({
      reply: { content: "hello there", model: "claude-opus-5", usage },
    });
    const costs: RunCost[] = [];
    const cost = costHandler({ onCost: (figure) => costs.push(figure) });
    const options = { callbacks: [cost] };
    if (method === "invoke") await modelOf(server).invoke("Hi", options);
    else for await (const _ of await modelOf(server).stream("Hi", options));
    expect(costs).toMatchObject([
      { amount: "0.00735", model: "claude-opus-5", provider: "anthropic", isPartial: false },
    ]);
    expect(cost.total.usage).toMatchObject({
      inputTokens: 1000,
      outputTokens: 100,
      cacheReadTokens: 200,
      cacheWriteTokens: 300,
    });
  });

  it.each<[tier: "standard" | "batch" | "priority", amount: string | undefined]>([
    ["standard", "0.00735"],
    ["batch", "0.003675"],
    ["priority", undefined],
  ])("knows how a call was served: %s", async (tier, amount) => {
    await using server = await startAnthropicServer({
      reply: { content: "hello", usage: { ...usage, service_tier: tier } },
    });
    const amounts: unknown[] = [];
    for (const method of ["invoke", "stream"] as const) {
      const options = { callbacks: [costHandler({ onCost: (figure) => amounts.push(figure.amount) })] };
      if (method === "invoke") await modelOf(server).invoke("Hi", options);
      else for await (const _ of await modelOf(server).stream("Hi", options));
    }
    expect(amounts).toEqual([amount, amount]);
  });

  it("of a model nobody knows is unknown, and of one that answers with an error nothing is made up", async () => {
    await using server = await startAnthropicServer({ reply: [{ content: "hello" }, { status: 500 }] });
    const cost = costHandler();
    await modelOf(server, "claude-from-the-future").invoke("Hi", { callbacks: [cost] });
    await modelOf(server)
      .invoke("Hi", { callbacks: [cost] })
      .catch(() => undefined);
    expect(cost.total).toMatchObject({ amount: "0", calls: 2, unknown: 2, usage: { unknown: 1 } });
  });
});

describe("a budget", () => {
  it("cuts the connection in mid-stream, in the very event that is too much", async () => {
    const words = Array.from({ length: 200 }, () => "four");
    const reply = { content: [{ type: "text" as const, deltas: words }], usage: { input_tokens: 10 }, eventDelayMs: 1 };
    await using server = await startAnthropicServer({ reply });
    let seen = 0;
    const budget = budgetGuard({ tokens: 30 });
    const reading = async () => {
      for await (const chunk of await modelOf(server).stream("Hi", { callbacks: [budget] }))
        if (chunk.text !== "") seen++;
    };
    const error: unknown = await reading().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(HandlerAbort);
    expect(error).toMatchObject({ handlerName: "budget", eventType: "chat_model.delta" });
    const cause = (error as HandlerAbort).cause as BudgetExceededError;
    expect(cause).toBeInstanceOf(BudgetExceededError);
    // 10 of the input and 1 at the start by the provider's word, then one for each word
    expect(cause).toMatchObject({ budget: "tokens", limit: 30, used: 31, over: 1, isEstimated: true });
    expect(seen).toBe(19);
    await wait(20);
    expect(server.requests.map(({ outcome }) => outcome)).toEqual(["client_closed"]);
    expect(JSON.stringify([error, cause.message, String(error)])).not.toContain("s3cret");
  });

  it("ends an agent that goes round and round, before the tool is called once more", async () => {
    const call = {
      content: [{ type: "tool_use" as const, id: "t1", name: "dig", input: {} }],
      usage: { input_tokens: 1000, output_tokens: 100 },
    };
    await using server = await startAnthropicServer({ reply: call });
    let dug = 0;
    const dig = tool(() => String(dug++), {
      name: "dig",
      description: "Digs.",
      schema: { type: "object", properties: {} },
    });
    const agent = createAgent({ model: modelOf(server), tools: [dig] });
    const cost = costHandler();
    const budget = budgetGuard({ money: "0.029" });
    const error: unknown = await agent
      .invoke({ messages: ["Dig!"] }, { callbacks: [budget, cost] })
      .catch((reason: unknown) => reason);
    expect((error as HandlerAbort).cause).toMatchObject({
      budget: "money",
      limit: "0.029",
      used: "0.03",
      over: "0.001",
    });
    expect(server.requests).toHaveLength(4);
    expect(dug).toBe(3);
    expect(cost.total.amount).toBe("0.03");
  });
});

it("a rate keeps requests from the wire, those of a hundred calls at once too", async () => {
  await using server = await startAnthropicServer({ reply: { content: "hello" } });
  const model = modelOf(server);
  const guard = rateLimitGuard({ requestsPerMinute: 7, onLimit: "refuse" });
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, () => model.invoke("Hi", { callbacks: [guard] })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  expect(server.requests).toHaveLength(7);
});

it("a list of models keeps a request from the wire", async () => {
  await using server = await startAnthropicServer({ reply: { content: "hello" } });
  const guard = allowListGuard({ models: ["claude-haiku-*"] });
  await expect(modelOf(server).invoke("Hi", { callbacks: [guard] })).rejects.toThrow('"claude-opus-5" is not allowed');
  expect(server.requests).toHaveLength(0);
});
