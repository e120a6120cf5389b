import { expect, it } from "vitest";
import { run } from "../../src/exports/events.js";
import { outcomeOf } from "../support/outcome-of.js";
import { startOptions } from "../support/start-options.js";

// A failure without an error was told to LangChain's methods as an end.
it.each(["chain", "tool", "retriever", "llm", "chat_model"] as const)(
  "a %s that throws undefined is heard as an error",
  async (kind) => {
    const calls: string[] = [];
    const end = (): void => void calls.push("end");
    const error = (): void => void calls.push("error");
    const scribe = {
      handleChainEnd: end,
      handleToolEnd: end,
      handleRetrieverEnd: end,
      handleLLMEnd: end,
      handleChainError: error,
      handleToolError: error,
      handleRetrieverError: error,
      handleLLMError: error,
    };
    expect(
      await outcomeOf(
        run<"chain", unknown>(startOptions[kind] as never, () => Promise.reject(undefined), { callbacks: [scribe] }),
      ),
    ).toEqual({ error: undefined });
    expect(calls).toEqual(["error"]);
  },
);
