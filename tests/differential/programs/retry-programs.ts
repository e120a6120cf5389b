import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";
import { withSwiftTimers } from "./with-swift-timers.js";

/** Fails so many times, then doubles its input. */
function flaky({ library }: Stage, failures: number, error: (attempt: number) => unknown = failed) {
  let attempts = 0;
  return library.RunnableLambda.from((input: number) => {
    attempts += 1;
    if (attempts <= failures) throw error(attempts);
    return input * 2;
  });
}

function failed(attempt: number): Error {
  return new Error(`attempt ${attempt} failed`);
}

/** Fails once for the input 2. */
function failsOnTwo({ library }: Stage, failures = 1) {
  let attempts = 0;
  return library.RunnableLambda.from((input: number) => {
    if (input === 2 && attempts++ < failures) throw new Error("two failed");
    return input;
  });
}

/** `withRetry`: invoked, streamed, in a sequence, in a batch; what is retried and what is not. */
export const retryPrograms: readonly Program[] = [
  {
    name: "retry: at the third attempt",
    run: (stage) =>
      withSwiftTimers(() =>
        flaky(stage, 2)
          .withRetry({ stopAfterAttempt: 4 })
          .invoke(1, { callbacks: [stage.handler], tags: ["tag"], metadata: { key: "value" }, runName: "named" }),
      ),
  },
  {
    name: "retry: not needed",
    run: (stage) =>
      flaky(stage, 0)
        .withRetry()
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "retry: until the attempts are used up",
    run: (stage) =>
      withSwiftTimers(() =>
        flaky(stage, 9)
          .withRetry()
          .invoke(1, { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "retry: a single attempt",
    run: (stage) =>
      flaky(stage, 9)
        .withRetry({ stopAfterAttempt: 1 })
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "retry: told of each failed attempt",
    run: (stage) =>
      withSwiftTimers(async () => {
        const told: unknown[] = [];
        const retried = flaky(stage, 9).withRetry({
          stopAfterAttempt: 2,
          onFailedAttempt: (error: Error, input: number) => told.push(error.message, input),
        });
        await retried.invoke(1, { callbacks: [stage.handler] }).catch((error: Error) => told.push(error.message));
        return told;
      }),
  },
  {
    name: "retry: stopped by who is told",
    run: (stage) =>
      flaky(stage, 9)
        .withRetry({
          onFailedAttempt: () => {
            throw new Error("no more");
          },
        })
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "retry: a TypeError",
    run: (stage) =>
      flaky(stage, 9, () => new TypeError("no such thing"))
        .withRetry()
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "retry: an AbortError",
    run: (stage) =>
      withSwiftTimers(() =>
        flaky(stage, 9, () => Object.assign(new Error("aborted within"), { name: "AbortError" }))
          .withRetry({ stopAfterAttempt: 2 })
          .invoke(1, { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "retry: a string that is thrown",
    run: (stage) =>
      withSwiftTimers(() =>
        flaky(stage, 1, () => "just a string")
          .withRetry()
          .invoke(1, { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "retry: aborted between two attempts",
    settleMs: 60,
    run: (stage) => {
      const controller = new AbortController();
      const retried = flaky(stage, 9, (attempt) => {
        setTimeout(() => controller.abort(), 3);
        return failed(attempt);
      }).withRetry({ stopAfterAttempt: 2 });
      return withSwiftTimers(() => retried.invoke(1, { callbacks: [stage.handler], signal: controller.signal }));
    },
  },
  {
    name: "retry: of what has a config bound to it",
    run: (stage) =>
      withSwiftTimers(() =>
        flaky(stage, 1)
          .withConfig({ metadata: { bound: true }, runName: "named" })
          .withRetry()
          .invoke(1, { callbacks: [stage.handler], tags: ["tag"] }),
      ),
  },
  {
    name: "retry: as a step",
    run: (stage) =>
      withSwiftTimers(() =>
        stage.library.RunnableSequence.from([(input: number) => input, flaky(stage, 1).withRetry()]).invoke(1, {
          callbacks: [stage.handler],
        }),
      ),
  },
  {
    name: "retry: of a sequence with a model",
    run: (stage) =>
      withSwiftTimers(() =>
        stage.library.RunnableSequence.from([
          stage.library.ChatPromptTemplate.fromTemplate("{question}"),
          new stage.models.InvokedModel({ failsAt: 0 }),
        ])
          .withRetry({ stopAfterAttempt: 2 })
          .invoke({ question: "who?" }, { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "retry: in a batch",
    concurrent: true,
    run: (stage) =>
      withSwiftTimers(() =>
        failsOnTwo(stage)
          .withRetry()
          .batch([1, 2, 3], { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "retry: in a batch that returns its failures",
    concurrent: true,
    run: (stage) =>
      withSwiftTimers(() =>
        failsOnTwo(stage, 9)
          .withRetry({ stopAfterAttempt: 2 })
          .batch([1, 2, 3], { callbacks: [stage.handler] }, { returnExceptions: true }),
      ),
  },
  {
    name: "retry: streamed",
    run: (stage) => collect(new stage.models.StreamingModel().withRetry().stream("hi", { callbacks: [stage.handler] })),
  },
  {
    name: "retry: streamed, failing before the first chunk",
    run: (stage) =>
      withSwiftTimers(() =>
        collect(
          flaky(stage, 1)
            .withRetry()
            .stream(1, { callbacks: [stage.handler] }),
        ),
      ),
  },
  {
    name: "retry: streamed, failing after the third chunk",
    run: (stage) =>
      collect(new stage.models.StreamingModel({ failsAt: 3 }).withRetry().stream("hi", { callbacks: [stage.handler] })),
  },
  {
    name: "retry: streamed, left by a break",
    run: (stage) =>
      takeFirst(new stage.models.StreamingModel().withRetry().stream("hi", { callbacks: [stage.handler] })),
  },
  {
    name: "retry: aborted at work",
    settleMs: 90,
    run: (stage) => {
      const retried = new stage.models.InvokedModel({ delayMs: 60, honoursSignal: true }).withRetry();
      return retried.invoke("hi", { callbacks: [stage.handler], signal: abortAfter(15) });
    },
  },
];

function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

async function takeFirst<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}
