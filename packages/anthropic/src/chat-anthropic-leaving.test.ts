import { startAnthropicServer } from "@earshot/testing";
import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";

/** The ways out of a stream, and what the caller then sees. */
const exits = ["read to the end", "break", "throw", "abort in the loop", "abort from outside", "timeout"] as const;

it("leaves no request, run or listener behind, whichever way 120 concurrent streams are left, and keeps them apart", async () => {
  await using server = await startAnthropicServer({
    reply: (request) => {
      const [question] = (request.body?.["messages"] ?? []) as { content: string }[];
      // On a busy machine the whole answer may be there before its reader leaves: the body stays open, so that leaving closes it.
      const content = `${question?.content} one two three four five`;
      return { content, eventDelayMs: (index) => index % 3, lingerMs: 1000 };
    },
  });
  const model = new ChatAnthropic({ apiKey: "k", anthropicApiUrl: server.url, maxRetries: 0 });
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  const count = (counts: Map<string, number>, runId: string): void =>
    void counts.set(runId, (counts.get(runId) ?? 0) + 1);
  const callbacks = [
    {
      handleChatModelStart: (_model: unknown, _messages: unknown, runId: string) => count(starts, runId),
      handleLLMEnd: (_result: unknown, runId: string) => count(ends, runId),
      handleLLMError: (_error: unknown, runId: string) => count(ends, runId),
    },
  ];
  const signals: AbortSignal[] = [];
  const leave = async (index: number): Promise<string> => {
    const exit = exits[index % exits.length];
    const abort = new AbortController();
    signals.push(abort.signal);
    if (exit === "abort from outside") setTimeout(() => abort.abort(), (index * 7) % 120);
    const timeout = exit === "timeout" ? { timeout: 1 + ((index * 7) % 120) } : {};
    let text = "";
    for await (const chunk of await model.stream(`q${index}`, { callbacks, signal: abort.signal, ...timeout })) {
      text += chunk.text;
      if (!text.includes("two")) continue;
      if (exit === "break") break;
      if (exit === "throw") throw new Error("mine");
      if (exit === "abort in the loop") abort.abort();
    }
    return text;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 120 }, (_, index) => leave(index)));
  outcomes.forEach((outcome, index) => {
    const exit = exits[index % exits.length];
    if (exit === "read to the end")
      expect(outcome).toEqual({ status: "fulfilled", value: `q${index} one two three four five` });
    else if (exit === "break") expect(outcome).toEqual({ status: "fulfilled", value: `q${index} one two` });
    else if (exit === "throw") expect(outcome).toMatchObject({ reason: { message: "mine" } });
    else if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ name: exit === "timeout" ? "TimeoutError" : "AbortError" });
  });
  const ended = await Promise.all(server.requests.map((request) => request.ended));
  expect(ended.filter((how) => how === "client_closed").length).toBeGreaterThanOrEqual(60);
  expect(ends).toEqual(starts);
  expect(starts.size).toBe(120);
  expect([...ends.values()].every((times) => times === 1)).toBe(true);
  expect(signals.flatMap((signal) => getEventListeners(signal, "abort"))).toEqual([]);
});
