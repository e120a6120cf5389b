import type { TraceEvent } from "@earshot/trace";
import { traceEvent } from "../../support/trace-events.js";

const time = Date.now() - 60_000;

/** What broken sources say, by what is wrong with it. Each is one trace, with what its name in the list begins with. */
export function brokenTraces(): Readonly<Record<string, readonly TraceEvent[]>> {
  return {
    "a parent that was never heard": chain("orphan", { parentRunId: "nobody" }),
    "a root that was never heard": chain("rootless", { rootRunId: "never heard", parentRunId: "never heard" }),
    "parents in a cycle": [
      ...chain("cycle-1", { rootRunId: "cycle", parentRunId: "cycle-2" }),
      ...chain("cycle-2", { rootRunId: "cycle", parentRunId: "cycle-1", seq: 10 }),
    ],
    "its own parent": chain("narcissus", { parentRunId: "narcissus" }),
    "a clock that was set back": [
      ...chain("clock", { time, endedAt: time - 5_000 }),
      ...chain("clock-child", { rootRunId: "clock", parentRunId: "clock", seq: 10, time: time - 3_600_000 }),
    ],
    "a clock that stands at nothing": chain("epoch", { time: 0, endedAt: 0 }),
    "a clock at its end": chain("far", { time: 8.64e15, endedAt: 8.64e15 }),
    "no start": [traceEvent({ type: "chain.end", runId: "endless", rootRunId: "endless", time, status: "ok" })],
    "no end": [traceEvent({ type: "chain.start", runId: "startless", rootRunId: "startless", time })],
    "10,000 children": [
      ...chain("wide"),
      ...Array.from({ length: 10_000 }, (_, at) =>
        chain(`wide-${String(at)}`, { rootRunId: "wide", parentRunId: "wide", seq: 10 + at * 2, time: time + at }),
      ).flat(),
    ],
    "2,000 generations": Array.from({ length: 2_000 }, (_, at) =>
      chain(at === 0 ? "deep" : `deep-${String(at)}`, {
        rootRunId: "deep",
        seq: at * 2,
        ...(at === 0 ? {} : { parentRunId: at === 1 ? "deep" : `deep-${String(at - 1)}` }),
      }),
    ).flat(),
    "a name without end": chain("long", { name: `endless ${"name ".repeat(20_000)}`, tags: ["t".repeat(10_000)] }),
    "no name": chain("nameless", { name: "" }),
    "right to left": chain("rtl", { name: "שלום \u202Eevil\u202C עולם", text: "مرحبا بالعالم" }),
    "half a character": chain("half", { name: "half \uD83D", text: "\uDE00 text", tags: ["\uD800"] }),
    "ids that addresses don't take": chain('a/b#c?d%e"f\ng&h', { metadata: { thread_id: 'x/y#z?%"\n' } }),
    "figures that nobody can have": call("figures", {
      usage: { inputTokens: 0.5, outputTokens: 1e300, totalTokens: 0, source: "provider" },
      cost: { amount: `${"9".repeat(40)}.${"1".repeat(40)}` },
      firstTokenAt: time - 100_000,
    }),
    "a payload of another kind": call("other", { payload: '[null,{"result":[]}]' }),
    ...Object.fromEntries(
      Object.entries(contents).map(([what, messages], at) => [
        `messages that are ${what}`,
        call(`messages-${String(at)}`, {}, messages),
      ]),
    ),
  };
}

/** What stands where messages should. */
const contents: Readonly<Record<string, unknown>> = {
  null: null,
  "a number": 7,
  "a text": "hello",
  "lists in lists": [[[[{ $: "HumanMessage", content: "deep" }]]]],
  "without content": [
    { $: "HumanMessage" },
    { $: "AIMessage", tool_calls: "none" },
    { $: "ToolMessage", content: null },
  ],
  "of no kind": [{ role: 3, content: { a: 1 } }, null, 4, "text", []],
  "parts that nobody knows": [
    {
      $: "HumanMessage",
      content: [
        { type: "hologram" },
        { type: "text" },
        { type: "image_url" },
        { type: "image_url", image_url: 3 },
        null,
        5,
      ],
    },
  ],
  "images of nothing": [
    {
      $: "HumanMessage",
      content: [
        "http://127.0.0.1:1/x.png",
        "javascript:alert(1)",
        "data:image/png;base64,!!",
        "file:///etc/passwd",
        "",
      ].map((url) => ({ type: "image_url", image_url: { url } })),
    },
  ],
  "calls of a megabyte": [
    {
      $: "AIMessage",
      content: "",
      tool_calls: [
        { name: "big", args: { text: "x".repeat(1_000_000) }, id: "1" },
        { name: null, args: "{", id: 7 },
        null,
        { args: { deep: nested(500) } },
      ],
    },
  ],
};

function nested(depth: number): unknown {
  return Array.from({ length: depth }).reduce<unknown>((inner) => ({ inner }), "bottom");
}

interface ChainFacts extends Partial<TraceEvent> {
  readonly endedAt?: number;
}

function chain(runId: string, { endedAt, ...facts }: ChainFacts = {}): readonly TraceEvent[] {
  const run = { runId, rootRunId: runId, time, seq: 0, name: runId, ...facts };
  return [
    traceEvent({ ...run, type: "chain.start" }),
    traceEvent({ ...run, type: "chain.end", status: "ok", seq: run.seq + 1, time: endedAt ?? run.time + 50 }),
  ];
}

function call(runId: string, end: Partial<TraceEvent>, messages: unknown = [{ $: "HumanMessage", content: "Red?" }]) {
  const run = { runId, rootRunId: runId, name: runId, kind: "chat_model" as const, model: "m-1" };
  const result = { generations: [[{ text: "Yes.", message: { $: "AIMessage", content: "Yes." } }]] };
  return [
    traceEvent({ ...run, type: "chat_model.start", time, payload: JSON.stringify({ messages }) }),
    traceEvent({
      ...run,
      type: "chat_model.end",
      seq: 1,
      time: time + 100,
      status: "ok",
      payload: JSON.stringify({ result }),
      ...end,
    }),
  ];
}
