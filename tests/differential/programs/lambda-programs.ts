import type { Program } from "../program.js";
import { collect } from "./collect.js";

const failing = () => {
  throw new TypeError("lambda failed");
};

const failOnTwo = (input: number) => {
  if (input === 2) throw new TypeError("two failed");
  return input * 10;
};

/** One lambda at a time: inputs and outputs of every kind, failures, generators, batches. */
export const lambdaPrograms: readonly Program[] = [
  {
    name: "lambda: invoke",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input + 1).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "lambda: invoke with tags, metadata and a name",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input + 1).invoke(1, {
        callbacks: [handler],
        tags: ["tag"],
        metadata: { key: "value" },
        runName: "named",
      }),
  },
  ...["text", null, undefined, [1, 2], { key: 1 }, new Date(0), new Map([[1, 2]]), true].map((input) => ({
    name: `lambda: invoke with ${describeInput(input)}`,
    run: ({ library, handler }: Parameters<Program["run"]>[0]) =>
      library.RunnableLambda.from((value: unknown) => value).invoke(input, { callbacks: [handler] }),
  })),
  {
    name: "lambda: invoke with a message",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((value: unknown) => value).invoke(new library.HumanMessage("hi"), {
        callbacks: [handler],
      }),
  },
  {
    name: "lambda: stream",
    run: ({ library, handler }) =>
      collect(library.RunnableLambda.from((input: number) => input + 1).stream(1, { callbacks: [handler] })),
  },
  {
    name: "lambda: invoke of a generator",
    run: ({ library, handler }) =>
      library.RunnableLambda.from(async function* (_input: number) {
        yield "a";
        yield "b";
      }).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "lambda: stream of a generator",
    run: ({ library, handler }) =>
      collect(
        library.RunnableLambda.from(async function* (_input: number) {
          yield "a";
          yield "b";
        }).stream(1, { callbacks: [handler] }),
      ),
  },
  {
    name: "lambda: throws",
    run: ({ library, handler }) => library.RunnableLambda.from(failing).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "lambda: throws a string",
    run: ({ library, handler }) =>
      library.RunnableLambda.from(() => {
        throw "a string";
      }).invoke(1, { callbacks: [handler] }),
  },
  {
    name: "lambda: throws in a stream",
    run: ({ library, handler }) => collect(library.RunnableLambda.from(failing).stream(1, { callbacks: [handler] })),
  },
  {
    name: "lambda: batch",
    concurrent: true,
    run: ({ library, handler }) => library.RunnableLambda.from(failOnTwo).batch([1, 3], { callbacks: [handler] }),
  },
  {
    name: "lambda: batch with a config for each",
    concurrent: true,
    run: ({ library, handler }) =>
      library.RunnableLambda.from(failOnTwo).batch(
        [1, 3],
        [
          { callbacks: [handler], tags: ["first"] },
          { callbacks: [handler], tags: ["second"] },
        ],
      ),
  },
  {
    name: "lambda: batch with a failure",
    concurrent: true,
    run: ({ library, handler }) => library.RunnableLambda.from(failOnTwo).batch([1, 2, 3], { callbacks: [handler] }),
  },
  {
    name: "lambda: batch returning its failures",
    concurrent: true,
    run: ({ library, handler }) =>
      library.RunnableLambda.from(failOnTwo).batch([1, 2, 3], { callbacks: [handler] }, { returnExceptions: true }),
  },
];

function describeInput(input: unknown): string {
  if (input instanceof Date || input instanceof Map) return `a ${input.constructor.name}`;
  return JSON.stringify(input) ?? "undefined";
}
