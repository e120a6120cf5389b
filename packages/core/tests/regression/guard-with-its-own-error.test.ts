import { expect, it } from "vitest";
import { z } from "zod";
import { createAgent } from "../../src/exports/agents.js";
import { RunnableLambda } from "../../src/exports/runnables.js";
import { tool } from "../../src/exports/tools.js";
import { ReplyingModel } from "../support/replying-model.js";

// `raiseError` gives the caller the handler's own error: retries, fallbacks and agents took it for a failure to be dealt with.
const objection = new Error("not that one");
const objecting = (method: string) => ({
  raiseError: true,
  [method]: () => {
    throw objection;
  },
});

it("is not retried, and no fallback takes its place", async () => {
  let calls = 0;
  const work = RunnableLambda.from((input: string) => {
    calls += 1;
    return input;
  });
  const handler = objecting("handleChainEnd");
  const retried = work.withConfig({ callbacks: [handler] }).withRetry({ stopAfterAttempt: 3 });
  await expect(retried.invoke("a")).rejects.toBe(objection);
  const replaced = work.withConfig({ callbacks: [handler] }).withFallbacks([RunnableLambda.from(() => "b")]);
  await expect(replaced.invoke("a")).rejects.toBe(objection);
  expect(calls).toBe(2);
});

it("is not told to an agent's model", async () => {
  const look = tool(() => "seen", { name: "look", description: "", schema: z.object({}) });
  const agent = createAgent({
    model: new ReplyingModel([{ calls: [{ name: "look", args: {}, id: "1" }] }]),
    tools: [look],
  });
  await expect(agent.invoke("go", { callbacks: [objecting("handleToolStart")] })).rejects.toBe(objection);
});
