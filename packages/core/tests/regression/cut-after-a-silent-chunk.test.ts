import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { type Runnable, RunnableMap, RunnablePick } from "../../src/exports/runnables.js";
import { outcomeOf } from "../support/outcome-of.js";
import { ScriptedChatModel } from "../support/scripted-chat-model.js";

/** The first chunk is another key's, and goes no further; then the model hangs, whatever its signal says. */
function hangingChain(): Runnable<string, unknown> {
  const hanging = new ScriptedChatModel({ chunks: 1, failsAt: undefined, hangsAt: 0, heeds: false, streams: true });
  const map = RunnableMap.from({ answer: hanging, question: (input: string) => input });
  return map.pipe(new RunnablePick("answer") as never);
}

// A pull that had a chunk swallowed waited for the source alone, so that neither an abort nor a timeout reached its consumer.
describe("a stream that is cut after a chunk of which nothing came out", () => {
  it.each(["an abort", "a timeout"])("tells its consumer of %s", async (kind) => {
    const recording = recordingHandler();
    const controller = new AbortController();
    if (kind === "an abort") setTimeout(() => controller.abort(), 5);
    const config = { callbacks: [recording], signal: controller.signal, ...(kind === "a timeout" && { timeout: 5 }) };
    const name = kind === "an abort" ? "AbortError" : "TimeoutError";
    expect(await outcomeOf(hangingChain().stream("why", config))).toMatchObject({ error: { name } });
    assertWellFormed(recording.events);
  });
});
