import { expect, it } from "vitest";
import { createAgent } from "../../src/exports/agents.js";
import { HumanMessage, trimMessages } from "../../src/exports/messages.js";
import { RunnableLambda, RunnableSequence } from "../../src/exports/runnables.js";
import { FakeToolCallingModel } from "../../src/exports/utils/testing.js";

// What JavaScript lets through failed late, with errors of the platform that named neither what was wrong nor what to do.
const double = RunnableLambda.from((n: number) => n * 2);

it("a sequence needs a second step", () => {
  expect(() => RunnableSequence.from([double] as never)).toThrow(expect.objectContaining({ code: "NOT_A_RUNNABLE" }));
});

it("a fallback may be a function", async () => {
  const failing = RunnableLambda.from((): number => {
    throw new Error("no");
  });
  expect(await failing.withFallbacks([((n: number) => n + 1) as never]).invoke(1)).toBe(2);
});

it("messages are trimmed by a counter", async () => {
  await expect(trimMessages([new HumanMessage("a")], { maxTokens: 1 } as never)).rejects.toThrow(
    "`tokenCounter` is missing",
  );
});

it.each([{}, 3, undefined])("an agent says what it is given: %j", async (input) => {
  const agent = createAgent({ model: new FakeToolCallingModel() });
  await expect(agent.invoke(input as never)).rejects.toThrow("`{ messages }`");
});
