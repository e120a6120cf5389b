import type { TraceEvent } from "@earshot/trace";

type RunKind = TraceEvent["kind"];

/** A run of the guide's program: what it is, when it ran, and what its events say. */
interface GuideRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly name: string;
  /** Milliseconds from the beginning of its trace. */
  readonly at: number;
  readonly takes: number;
  readonly start?: Partial<TraceEvent>;
  readonly end?: Partial<TraceEvent>;
}

/** One call of the guide's program, an assistant that looks orders up. */
interface GuideTrace {
  readonly startedAt: number;
  readonly sessionId: string;
  readonly runs: readonly GuideRun[];
}

const model = "claude-sonnet-5-5";
const said = ($: string, content: string) => ({ $, content });
const asked = (system: string, question: string): Partial<TraceEvent> => ({
  model,
  payload: JSON.stringify({ messages: [said("SystemMessage", system), said("HumanMessage", question)] }),
});
const answered = (answer: string, [inputTokens, outputTokens]: readonly [number, number], amount: string) => ({
  status: "ok" as const,
  model,
  usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens, source: "provider" as const },
  cost: { amount },
  text: answer,
  payload: JSON.stringify({ output: said("AIMessage", answer) }),
});

const question = "Where is order 1017?";
const brief = "You are brief.";
const kind = "You are brief and kind.";

function answerOf(
  prefix: string,
  {
    system,
    answer,
    took,
    amount,
  }: { readonly system: string; readonly answer: string; readonly took: number; readonly amount: string },
): readonly GuideRun[] {
  return [
    {
      id: `${prefix}-7a01`,
      kind: "chain",
      name: "answer",
      at: 0,
      takes: 431 + took,
      start: { text: question },
      end: { text: answer },
    },
    { id: `${prefix}-7a02`, kind: "tool", name: "lookUpOrder", at: 6, takes: 412, start: { text: "1017" } },
    {
      id: `${prefix}-7a03`,
      kind: "chat_model",
      name: "ChatAnthropic",
      at: 424,
      takes: took,
      start: asked(system, question),
      end: { ...answered(answer, [1204, answer.length], amount), firstTokenAt: 700 },
    },
  ];
}

const error = { name: "AnthropicRateLimitError", message: "Number of requests has exceeded your rate limit" };
const day = Date.UTC(2026, 10, 26, 9);

const traces: readonly GuideTrace[] = [
  {
    startedAt: day,
    sessionId: "thread-7",
    runs: answerOf("01a21900-5c1e", {
      system: brief,
      answer: "It left Hamburg this morning.",
      took: 1210,
      amount: "0.004047",
    }),
  },
  {
    startedAt: day + 125_000,
    sessionId: "thread-8",
    runs: [
      {
        id: "01a21902-44f2-7b01",
        kind: "chain",
        name: "answer",
        at: 0,
        takes: 388,
        start: { text: "And order 1018?" },
        end: { status: "error", error },
      },
      {
        id: "01a21902-44f2-7b02",
        kind: "chat_model",
        name: "ChatAnthropic",
        at: 4,
        takes: 383,
        start: asked(brief, "And order 1018?"),
        end: { status: "error", error },
      },
    ],
  },
  {
    startedAt: day + 600_000,
    sessionId: "thread-7",
    runs: answerOf("01a21909-8d03", {
      system: kind,
      answer: "Good news: it left Hamburg this morning, and is with you tomorrow.",
      took: 1650,
      amount: "0.004602",
    }),
  },
];

/** What the guide's program was heard to do. */
export const guideEvents: readonly TraceEvent[] = traces.flatMap(({ startedAt, sessionId, runs }) => {
  const rootRunId = runs[0]?.id ?? "";
  const events = runs.flatMap((run): TraceEvent[] => {
    const facts = {
      runId: run.id,
      ...(run.id === rootRunId ? {} : { parentRunId: rootRunId }),
      rootRunId,
      kind: run.kind,
      name: run.name,
      tags: run.id === rootRunId ? ["support"] : [],
      metadata: { session_id: sessionId },
      visibility: "user",
      source: "earshot",
    } as const;
    const [startedAtRun, endedAtRun] = [startedAt + run.at, startedAt + run.at + run.takes];
    const { firstTokenAt, ...end } = run.end ?? {};
    const first = firstTokenAt === undefined ? {} : { firstTokenAt: startedAt + firstTokenAt };
    return [
      { ...facts, type: `${run.kind}.start` as TraceEvent["type"], seq: 0, time: startedAtRun, ...run.start },
      {
        ...facts,
        type: `${run.kind}.end` as TraceEvent["type"],
        seq: 0,
        time: endedAtRun,
        status: "ok",
        ...end,
        ...first,
      },
    ];
  });
  return events.sort((left, right) => left.time - right.time).map((event, seq) => ({ ...event, seq }));
});
