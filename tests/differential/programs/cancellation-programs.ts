import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

/** Longer than any wait below: what a cancelled run still says is recorded. */
const SETTLE_MS = 90;
const WORK_MS = 60;
const ABORT_MS = 15;

function abortAfter(milliseconds: number, reason?: unknown): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

function slowLambda({ library }: Stage) {
  return library.RunnableLambda.from(async (input: number) => {
    await new Promise((resolve) => {
      setTimeout(resolve, WORK_MS);
    });
    return input;
  });
}

function buildChain({ library, models }: Stage, delayMs?: number) {
  const script = delayMs === undefined ? {} : { delayMs, honoursSignal: true };
  return library.ChatPromptTemplate.fromTemplate("{question}")
    .pipe(new models.StreamingModel(script))
    .pipe(new library.StringOutputParser());
}

async function takeFirst<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}

async function throwAtFirst(stream: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _ of await stream) throw new Error("the consumer failed");
}

/** Abort, timeout, and consumers that leave: on lambdas, models and sequences. */
export const cancellationPrograms: readonly Program[] = [
  {
    name: "cancelled: a lambda, before it starts",
    settleMs: SETTLE_MS,
    run: (stage) => slowLambda(stage).invoke(1, { callbacks: [stage.handler], signal: AbortSignal.abort() }),
  },
  {
    name: "cancelled: a lambda's stream, before it starts",
    settleMs: SETTLE_MS,
    run: (stage) => collect(slowLambda(stage).stream(1, { callbacks: [stage.handler], signal: AbortSignal.abort() })),
  },
  {
    name: "cancelled: a lambda, at work",
    settleMs: SETTLE_MS,
    run: (stage) => slowLambda(stage).invoke(1, { callbacks: [stage.handler], signal: abortAfter(ABORT_MS) }),
  },
  {
    name: "cancelled: a lambda, with a reason",
    settleMs: SETTLE_MS,
    run: (stage) =>
      slowLambda(stage).invoke(1, {
        callbacks: [stage.handler],
        signal: abortAfter(ABORT_MS, new TypeError("no longer needed")),
      }),
  },
  {
    name: "cancelled: a lambda, by its timeout",
    settleMs: SETTLE_MS,
    run: (stage) => slowLambda(stage).invoke(1, { callbacks: [stage.handler], timeout: ABORT_MS }),
  },
  {
    name: "cancelled: a lambda's stream, at work",
    settleMs: SETTLE_MS,
    run: (stage) => collect(slowLambda(stage).stream(1, { callbacks: [stage.handler], signal: abortAfter(ABORT_MS) })),
  },
  {
    name: "cancelled: a model that honours the signal",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      new models.InvokedModel({ delayMs: WORK_MS, honoursSignal: true }).invoke("hi", {
        callbacks: [handler],
        signal: abortAfter(ABORT_MS),
      }),
  },
  {
    name: "cancelled: a model that doesn't look at the signal",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      new models.InvokedModel({ delayMs: WORK_MS }).invoke("hi", {
        callbacks: [handler],
        signal: abortAfter(ABORT_MS),
      }),
  },
  {
    name: "cancelled: a model, before it starts",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      new models.InvokedModel().invoke("hi", { callbacks: [handler], signal: AbortSignal.abort() }),
  },
  {
    name: "cancelled: a model's stream, before it starts",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      collect(new models.StreamingModel().stream("hi", { callbacks: [handler], signal: AbortSignal.abort() })),
  },
  {
    name: "cancelled: a model's stream, before its first chunk",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel({ delayMs: WORK_MS, honoursSignal: true }).stream("hi", {
          callbacks: [handler],
          signal: abortAfter(ABORT_MS),
        }),
      ),
  },
  {
    name: "cancelled: a model's stream, by its timeout",
    settleMs: SETTLE_MS,
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel({ delayMs: WORK_MS, honoursSignal: true }).stream("hi", {
          callbacks: [handler],
          timeout: ABORT_MS,
        }),
      ),
  },
  {
    name: "cancelled: a model's stream, by a break",
    run: ({ models, handler }) => takeFirst(new models.StreamingModel().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "cancelled: a model's stream, by a throw in the loop",
    run: ({ models, handler }) => throwAtFirst(new models.StreamingModel().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "cancelled: a sequence, before it starts",
    settleMs: SETTLE_MS,
    run: (stage) =>
      buildChain(stage).invoke({ question: "who?" }, { callbacks: [stage.handler], signal: AbortSignal.abort() }),
  },
  {
    name: "cancelled: a sequence, between its steps",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) => {
      const controller = new AbortController();
      const aborting = (input: number) => {
        controller.abort();
        return input;
      };
      return library.RunnableSequence.from([aborting, (input: number) => input]).invoke(1, {
        callbacks: [handler],
        signal: controller.signal,
      });
    },
  },
  {
    name: "cancelled: a sequence's stream, before its first chunk",
    settleMs: SETTLE_MS,
    run: (stage) =>
      collect(
        buildChain(stage, WORK_MS).stream(
          { question: "who?" },
          { callbacks: [stage.handler], signal: abortAfter(ABORT_MS) },
        ),
      ),
  },
  {
    name: "cancelled: a sequence's stream, by a break",
    run: (stage) => takeFirst(buildChain(stage).stream({ question: "who?" }, { callbacks: [stage.handler] })),
  },
];
