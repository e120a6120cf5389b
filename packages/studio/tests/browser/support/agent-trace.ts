import type { TraceEvent } from "@earshot/trace";
import { traceEvent } from "../../support/trace-events.js";
import { agentEvents } from "../../views/gallery/recorded-events.js";

/** An agent's trace with all that there is to be drawn: reasoning, images, tools, a failure with causes, an interrupt, and what still goes on. */
export function agentTrace(now = Date.now()): TraceEvent[] {
  const root = { rootRunId: "agent", parentRunId: "agent" };
  const error = {
    $: "error",
    name: "ModelCallError",
    message: "The model answered 529.",
    code: "overloaded_error",
    stack: "ModelCallError: The model answered 529.\n    at call (model.ts:1:1)",
    cause: { $: "error", name: "Error", message: "Overloaded" },
  };
  const steps: readonly Partial<TraceEvent>[] = [
    { runId: "agent", name: "analyst" },
    { ...root, runId: "agent-model", kind: "chat_model", name: "claude-sonnet-5", model: "claude-sonnet-5" },
    { ...root, runId: "agent-failed", kind: "chat_model", name: "claude-haiku-4.5" },
    { ...root, runId: "agent-waits", name: "ask a person" },
    { ...root, runId: "agent-runs", kind: "tool", name: "query_metrics" },
  ];
  const usage = { inputTokens: 5_200, outputTokens: 310, totalTokens: 5_510, cacheReadTokens: 5_000 } as const;
  const ends: readonly Partial<TraceEvent>[] = [
    {
      status: "ok",
      usage: { ...usage, source: "provider" },
      cost: { amount: "0.0213" },
      firstTokenAt: now - 6_600,
      payload: agentEvents[1]?.payload ?? "",
    },
    { status: "error", error: { name: error.name, message: error.message }, payload: JSON.stringify({ error }) },
    { status: "interrupted" },
  ];
  return [
    ...steps.map((step, at) =>
      traceEvent({
        rootRunId: "agent",
        kind: "chain",
        ...step,
        type: step.kind === "chat_model" ? "chat_model.start" : step.kind === "tool" ? "tool.start" : "chain.start",
        seq: at,
        time: now - 8_000 + at * 900,
        text: "Why is it faster than last week?",
        ...(step.kind === "chat_model" ? { payload: agentEvents[0]?.payload ?? "" } : {}),
      }),
    ),
    ...ends.map((end, at) => {
      const step = steps[at + 1] ?? {};
      const type = step.kind === "chat_model" ? ("chat_model.end" as const) : ("chain.end" as const);
      return traceEvent({ rootRunId: "agent", ...step, ...end, type, seq: at + 10, time: now - 6_000 + at * 1_500 });
    }),
  ];
}
