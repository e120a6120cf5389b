const words = ["weather", "Berlin", "sunny", "rain", "tomorrow", "flight", "hotel", "invoice", "refund", "kernel"];
const began = 1_700_000_000_000;

/**
 * Events of traces in the order they would be heard: traces of ten spans, each a chain that asks models and tools, and one of 500 in the middle.
 * Inputs and outputs are of some hundred characters, a fifth of the words are the trace's own.
 *
 * @param {number} spans
 */
export function* exampleTraces(spans) {
  const traces = Math.max(1, Math.floor((spans - 500) / 10));
  for (let at = 0; at < traces; at += 1) {
    if (at === Math.floor(traces / 2)) yield* traceOf("long", at, 500);
    yield* traceOf(`trace-${at}`, at, 10);
  }
}

function* traceOf(rootRunId, at, spans) {
  const root = factsOf(rootRunId, 0, at);
  const time = began + at * 10;
  yield { ...root, type: "chain.start", seq: 0, time, ...saying(at, 0, "inputs") };
  for (let span = 1; span < spans; span += 1) {
    const facts = factsOf(rootRunId, span, at);
    const start = time + span;
    yield { ...facts, type: `${facts.kind}.start`, seq: span * 2 - 1, time: start, ...saying(at, span, "inputs") };
    const end = { seq: span * 2, time: start + ((at * span) % 997), status: at % 50 === 3 ? "error" : "ok" };
    const call = facts.kind === "chat_model" ? { usage, cost: { amount: `0.000${(at % 9) + 1}` } } : {};
    yield { ...facts, type: `${facts.kind}.end`, ...end, ...call, ...saying(at, span, "outputs") };
  }
  yield {
    ...root,
    type: "chain.end",
    seq: spans * 2,
    time: time + (at % 997),
    status: "ok",
    ...saying(at, 1, "outputs"),
  };
}

const usage = { inputTokens: 130, outputTokens: 20, totalTokens: 150, cacheReadTokens: 100, source: "provider" };

function factsOf(rootRunId, span, at) {
  const isTop = span === 0;
  const kind = isTop ? "chain" : span % 3 === 2 ? "tool" : "chat_model";
  return {
    runId: isTop ? rootRunId : `${rootRunId}-${span}`,
    rootRunId,
    ...(isTop ? {} : { parentRunId: rootRunId }),
    kind,
    name: isTop ? "answer" : `step ${span % 10}`,
    tags: at % 997 === 0 ? ["benchmark", "rare"] : ["benchmark"],
    metadata: { user: at % 1000, thread_id: `thread ${at >> 3}` },
    visibility: "user",
    source: "earshot",
    ...(kind === "chat_model" ? { model: at % 4 === 0 ? "big" : "small", provider: "example" } : {}),
  };
}

function saying(at, span, key) {
  const own = `${at % 20011 === 7 ? "numbat " : ""}question ${(at * 7919) % 100_003}`;
  const text = `${own}: ${words[at % 10]} in ${words[(at >> 3) % 10]}, ${words[(at + span) % 10]} or ${words[span % 10]}?`;
  return { text, payload: JSON.stringify({ [key]: { messages: [{ role: "user", content: `${text}\n${text}` }] } }) };
}
