import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const SETTLE_MS = 120;

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

const increment = async (input: number) => input + 1;
const double = async (input: number) => input * 2;

/** One branch works on while the other fails. */
const oneFails = {
  slow: async (input: number) => {
    await wait(60);
    return input;
  },
  failing: async () => {
    await wait(5);
    throw new TypeError("branch failed");
  },
};

const oneFailsInStream = {
  slow: async function* (_input: number) {
    yield "a";
    await wait(60);
    yield "b";
  },
  failing: async () => {
    await wait(5);
    throw new TypeError("branch failed");
  },
};

const interleaved = {
  a: async function* (_input: number) {
    yield "a";
    await wait(40);
    yield "b";
  },
  b: async () => {
    await wait(20);
    return 1;
  },
};

async function* chunksOf<TChunk>(...chunks: TChunk[]): AsyncGenerator<TChunk> {
  for (const chunk of chunks) {
    await wait(1);
    yield chunk;
  }
}

async function takeFirst<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}

/** Maps by either of their names, by hand and from dictionaries: invoked, streamed, fed by streams, batched, failing and left. */
export const parallelPrograms: readonly Program[] = [
  {
    name: "parallel: invoke",
    run: ({ library, handler }) =>
      library.RunnableMap.from({ a: increment, b: double } as never).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "parallel: invoke by its other name, with tags, metadata and a run name",
    run: ({ library, handler }) =>
      library.RunnableParallel.from({ a: increment, b: double } as never).invoke(1, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
        runName: "named",
      }),
  },
  {
    name: "parallel: invoke with a dictionary",
    run: ({ library, handler }) =>
      library.RunnableMap.from({ a: async ({ a }: { a: number }) => a } as never).invoke(
        { a: 1 },
        { callbacks: [handler] },
      ),
  },
  {
    name: "parallel: branches that are done at once",
    run: ({ library, handler }) =>
      library.RunnableMap.from({ a: new library.RunnablePick("a"), b: new library.RunnablePick("b") }).invoke(
        { a: 1, b: 2 },
        { callbacks: [handler] },
      ),
  },
  {
    name: "parallel: of nothing",
    run: ({ library, handler }) => library.RunnableMap.from({}).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "parallel: its keys, names and serialized form",
    run: ({ library }) => {
      const map = library.RunnableMap.from({ a: increment, b: { c: double } } as never);
      return [map.getStepsKeys(), map.getName(), map.toJSON(), new library.RunnableParallel({ steps: {} }).getName()];
    },
  },
  {
    name: "parallel: batch",
    concurrent: true,
    run: ({ library, handler }) =>
      library.RunnableMap.from({ a: increment, b: double } as never).batch([1, 2], { callbacks: [handler] }),
  },
  {
    name: "parallel: a branch fails",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) => library.RunnableMap.from(oneFails as never).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "parallel: stream",
    run: ({ library, handler }) =>
      collect(library.RunnableMap.from({ a: increment, b: double } as never).stream(1, { callbacks: [handler] })),
  },
  {
    name: "parallel: stream, interleaved",
    run: ({ library, handler }) =>
      collect(library.RunnableMap.from(interleaved as never).stream(1, { callbacks: [handler] })),
  },
  {
    name: "parallel: fed by a stream",
    run: ({ library, handler }) =>
      collect(
        Promise.resolve(
          library.RunnableMap.from({
            length: async (text: string) => {
              await wait(5);
              return text.length;
            },
            upper: async (text: string) => {
              await wait(10);
              return text.toUpperCase();
            },
          } as never).transform(chunksOf("a", "b"), { callbacks: [handler] }),
        ),
      ),
  },
  {
    name: "parallel: a branch fails in a stream",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      collect(library.RunnableMap.from(oneFailsInStream as never).stream(1, { callbacks: [handler] })),
  },
  {
    name: "parallel: its stream is left",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      takeFirst(library.RunnableMap.from({ a: chunksOf } as never).stream("a", { callbacks: [handler] })),
  },
  {
    name: "parallel: aborted",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new TypeError("no longer needed")), 5);
      return library.RunnableMap.from({ slow: oneFails.slow } as never).invoke(1, {
        callbacks: [handler],
        signal: controller.signal,
      });
    },
  },
  {
    name: "parallel: from a dictionary in pipe",
    run: ({ library, handler }) =>
      library.RunnableLambda.from(increment)
        .pipe({ a: increment, b: { c: double } } as never)
        .invoke(1, { callbacks: [handler] }),
  },
  {
    name: "parallel: from a dictionary at the start of a sequence",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([
        { question: new library.RunnablePassthrough(), length: async (question: string) => question.length },
        library.ChatPromptTemplate.fromTemplate("{question} ({length})"),
      ] as never).invoke("who?", { callbacks: [handler] }),
  },
  {
    name: "parallel: what comes through in the middle of a streamed sequence",
    run: ({ library }) =>
      collect(
        library.RunnableSequence.from([
          (input: string) => chunksOf(input, "!"),
          new library.RunnablePassthrough(),
          { same: new library.RunnablePassthrough(), length: async (text: string) => text.length },
          new library.RunnablePick("same"),
        ] as never).stream("who?"),
      ),
  },
  ...[null, 7].map((value) => ({
    name: `parallel: ${JSON.stringify(value)} can't be taken as a runnable`,
    run: ({ library }: Stage) => library._coerceToRunnable(value as never),
  })),
];
