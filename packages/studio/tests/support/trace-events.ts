import type { TraceEvent } from "@earshot/trace";

/** An event of a run, with what a test says of it. */
export function traceEvent(said: Partial<TraceEvent> & Pick<TraceEvent, "type">): TraceEvent {
  const runId = said.runId ?? "root";
  return {
    runId,
    rootRunId: "root",
    seq: 0,
    time: 1_790_000_000_000,
    kind: said.type.split(".")[0] === "chat_model" ? "chat_model" : "chain",
    name: "ask",
    tags: [],
    metadata: {},
    visibility: "user",
    source: "earshot",
    ...said,
  };
}

/** A chain with one call of a model, whole. */
export function smallTrace(rootRunId = "root"): TraceEvent[] {
  const model = { runId: `${rootRunId}-model`, parentRunId: rootRunId, rootRunId, name: "ChatModel", model: "m-1" };
  const root = { runId: rootRunId, rootRunId };
  const question = {
    messages: [{ $: "HumanMessage", content: "Red?" }],
    options: {},
    invocationParams: { temperature: 1 },
  };
  const answer = { $: "AIMessage", content: "Yes." };
  const result = { generations: [[{ $: "ChatGeneration", text: "Yes.", message: answer }]] };
  return [
    traceEvent({ ...root, type: "chain.start", seq: 0, text: "Red?", payload: JSON.stringify({ inputs: "Red?" }) }),
    traceEvent({ ...model, type: "chat_model.start", seq: 1, text: "Red?", payload: JSON.stringify(question) }),
    traceEvent({
      ...model,
      type: "chat_model.end",
      seq: 2,
      status: "ok",
      text: "Yes.",
      payload: JSON.stringify({ result }),
    }),
    traceEvent({
      ...root,
      type: "chain.end",
      seq: 3,
      status: "ok",
      text: "Yes.",
      payload: JSON.stringify({ outputs: "Yes." }),
    }),
  ];
}
