import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

async function* chunksOf<TChunk>(...chunks: TChunk[]): AsyncGenerator<TChunk> {
  for (const chunk of chunks) {
    await new Promise((resolve) => {
      setTimeout(resolve, 1);
    });
    yield chunk;
  }
}

async function takeFirst<TChunk>(
  stream: Promise<AsyncIterable<TChunk>> | AsyncIterable<TChunk>,
): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}

const failing = async () => {
  throw new TypeError("func failed");
};
const size = { size: async ({ text }: { text: string }) => text.length };
const dictionaries = () => chunksOf<Record<string, unknown>>({ a: "x" }, { c: 2 }, { a: "y", b: 3 });

/** What works on the keys of a dictionary, or hands it on: passthrough, assign and pick. */
export const keyPrograms: readonly Program[] = [...passthroughPrograms(), ...assignPrograms(), ...pickPrograms()];

function passthroughPrograms(): Program[] {
  return [
    {
      name: "passthrough: invoke",
      run: ({ library, handler }) => new library.RunnablePassthrough().invoke({ a: 1 }, { callbacks: [handler] }),
    },
    {
      name: "passthrough: stream",
      run: ({ library, handler }) => collect(new library.RunnablePassthrough().stream("a", { callbacks: [handler] })),
    },
    {
      name: "passthrough: fed by a stream",
      run: ({ library, handler }) =>
        collect(
          Promise.resolve(new library.RunnablePassthrough().transform(chunksOf("a", "b"), { callbacks: [handler] })),
        ),
    },
    {
      name: "passthrough: with a function",
      run: async ({ library, handler }) => {
        const seen: unknown[] = [];
        const pass = new library.RunnablePassthrough({ func: (input: unknown) => void seen.push(input) });
        return [await pass.invoke("a", { callbacks: [handler] }), seen];
      },
    },
    {
      name: "passthrough: with a function, fed by a stream",
      run: async ({ library, handler }) => {
        const seen: unknown[] = [];
        const pass = new library.RunnablePassthrough({ func: (input: unknown) => void seen.push(input) });
        return [await collect(Promise.resolve(pass.transform(chunksOf("a", "b"), { callbacks: [handler] }))), seen];
      },
    },
    {
      name: "passthrough: its function fails",
      run: ({ library, handler }) =>
        new library.RunnablePassthrough({ func: failing }).invoke("a", { callbacks: [handler] }),
    },
    {
      name: "passthrough: batch",
      concurrent: true,
      run: ({ library, handler }) =>
        new library.RunnablePassthrough().batch(["a", "b"], { callbacks: [handler] }, { maxConcurrency: 1 }),
    },
    {
      name: "passthrough: its stream is left",
      run: ({ library, handler }) =>
        takeFirst(new library.RunnablePassthrough().transform(chunksOf("a", "b"), { callbacks: [handler] })),
    },
  ];
}

function assignPrograms(): Program[] {
  const added = ({ library }: Stage) => library.RunnablePassthrough.assign(size as never);
  return [
    {
      name: "assign: invoke",
      run: (stage) => added(stage).invoke({ text: "abc" }, { callbacks: [stage.handler], tags: ["tag"] }),
    },
    {
      name: "assign: stream",
      run: (stage) => collect(added(stage).stream({ text: "abc" }, { callbacks: [stage.handler] })),
    },
    {
      name: "assign: fed by a stream",
      run: (stage) =>
        collect(
          Promise.resolve(
            added(stage).transform(
              chunksOf<Record<string, unknown>>({ text: "ab" }, { text: "c", size: 0 }, { size: 0 }),
              {
                callbacks: [stage.handler],
              },
            ),
          ),
        ),
    },
    {
      name: "assign: what it adds fails",
      run: ({ library, handler }) =>
        library.RunnablePassthrough.assign({ size: failing }).invoke({ text: "abc" }, { callbacks: [handler] }),
    },
    {
      name: "assign: what it adds fails in a stream",
      run: ({ library, handler }) =>
        collect(
          library.RunnablePassthrough.assign({ size: failing }).stream({ text: "abc" }, { callbacks: [handler] }),
        ),
    },
    {
      name: "assign: batch",
      concurrent: true,
      run: (stage) => added(stage).batch([{ text: "a" }, { text: "bc" }], { callbacks: [stage.handler] }),
    },
    {
      name: "assign: as a method",
      run: ({ library, handler }) =>
        library.RunnableLambda.from(async (text: string) => ({ text }))
          .assign(size as never)
          .invoke("abc", { callbacks: [handler] }),
    },
    {
      name: "assign: and pick as methods, streamed",
      run: async ({ library }) => {
        const chain = library.RunnableLambda.from(() => chunksOf({ text: "ab" }, { text: "c" }))
          .assign(size as never)
          .pick(["text", "size"]);
        return [await collect(chain.stream("abc")), chain.toJSON()];
      },
    },
    {
      name: "assign: its stream is left",
      run: ({ library, handler }) => {
        const slow = () =>
          new Promise((resolve) => {
            setTimeout(resolve, 20);
          });
        return takeFirst(
          library.RunnablePassthrough.assign({ slow }).stream({ text: "abc" }, { callbacks: [handler] }),
        );
      },
    },
  ];
}

function pickPrograms(): Program[] {
  return [
    ...["a", "z", ["a", "z"], ["z"]].map((keys) => ({
      name: `pick: ${JSON.stringify(keys)}`,
      run: ({ library, handler }: Stage) =>
        new library.RunnablePick(keys).invoke({ a: 1, b: 2 }, { callbacks: [handler] }),
    })),
    ...["a", "z"].map((keys) => ({
      name: `pick: stream of ${JSON.stringify(keys)}`,
      run: ({ library, handler }: Stage) =>
        collect(new library.RunnablePick(keys).stream({ a: 1, b: 2 }, { callbacks: [handler] })),
    })),
    ...["a", ["a", "b"]].map((keys) => ({
      name: `pick: ${JSON.stringify(keys)} of a stream`,
      run: ({ library, handler }: Stage) =>
        collect(Promise.resolve(new library.RunnablePick(keys).transform(dictionaries(), { callbacks: [handler] }))),
    })),
    {
      name: "pick: as a method",
      run: ({ library, handler }) =>
        library.RunnableLambda.from(async (a: number) => ({ a }))
          .pick("a")
          .invoke(1, { callbacks: [handler] }),
    },
    {
      name: "pick: from null",
      run: ({ library, handler }) => new library.RunnablePick("a").invoke(null as never, { callbacks: [handler] }),
    },
    {
      name: "pick: its stream is left",
      run: ({ library, handler }) =>
        takeFirst(new library.RunnablePick("a").transform(dictionaries(), { callbacks: [handler] })),
    },
  ];
}
