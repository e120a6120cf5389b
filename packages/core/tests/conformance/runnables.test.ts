import {
  runnableConformance,
  type RunnableSubject,
  subjectError,
  type SubjectWork,
  waitForAbort,
} from "@earshot/testing";
import { describe, it } from "vitest";
import {
  RouterRunnable,
  RunnableBranch,
  RunnableGenerator,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
  RunnablePick,
  RunnableSequence,
} from "../../src/exports/runnables.js";

/** A function that goes as it is told. */
function shout(work: SubjectWork): RunnableLambda<string, string> {
  return RunnableLambda.from((input: string, { signal }) => {
    if (work === "fail") throw subjectError;
    return work === "hang" ? waitForAbort(signal) : input.toUpperCase();
  });
}

const words = { input: "hear", output: "HEAR" };
const wordOf = RunnableLambda.from(({ word }: { word: string }) => word);
const merge = <TDictionary extends object>(pieces: readonly TDictionary[]): TDictionary =>
  Object.assign({}, ...pieces) as TDictionary;

type AnySubject = RunnableSubject<unknown, unknown>;
const subject = <TInput, TOutput>(given: RunnableSubject<TInput, TOutput>): AnySubject => given as never;

const subjects: Readonly<Record<string, AnySubject>> = {
  RunnableLambda: subject({ ...words, make: shout }),
  RunnableSequence: subject({
    ...words,
    make: (work) => RunnableSequence.from([(input: string) => input, shout(work)]),
  }),
  RunnableBinding: subject({
    ...words,
    make: (work) => shout(work).withConfig({ tags: ["bound"] }),
    isTransparent: true,
  }),
  RunnableMap: subject({
    input: "hear",
    output: { loud: "HEAR", same: "hear" },
    combine: merge,
    make: (work) => RunnableMap.from({ loud: shout(work), same: new RunnablePassthrough<string>() }),
  }),
  RunnableAssign: subject({
    input: { word: "hear" },
    output: { word: "hear", loud: "HEAR" },
    combine: merge,
    make: (work) => RunnablePassthrough.assign({ loud: wordOf.pipe(shout(work)) }),
  }),
  RunnablePassthrough: subject({
    input: "hear",
    output: "hear",
    make: (work) => new RunnablePassthrough<string>({ func: (input, config) => shout(work).invoke(input, config) }),
  }),
  RunnablePick: subject({
    input: { word: "hear" },
    output: "HEAR",
    make: (work) => wordOf.pipe({ loud: shout(work) }).pipe(new RunnablePick<{ loud: string }, string>("loud")),
  }),
  RunnableBranch: subject({
    ...words,
    make: (work) => RunnableBranch.from([[(input: string) => input !== "", shout(work)], () => ""]),
  }),
  RouterRunnable: subject({
    input: { key: "loud", input: "hear" },
    output: "HEAR",
    make: (work) => new RouterRunnable({ runnables: { loud: shout(work) } }),
    isTransparent: true,
    skips: {
      "it is heard: one start, one end, inputs and outputs":
        "What is heard is what it routes to, with that one's input.",
    },
  }),
  RunnableEach: subject({ input: ["hear"], output: ["HEAR"], make: (work) => shout(work).map() }),
  RunnableGenerator: subject({
    ...words,
    make: (work) =>
      RunnableGenerator.from(async function* (input: AsyncIterable<string>, config) {
        for await (const word of input) yield await shout(work).invoke(word, config);
      }),
  }),
};

describe.each(Object.entries(subjects))("%s does what a runnable promises", (_, examined) => {
  for (const { name, skip, run } of runnableConformance(examined)) it.skipIf(skip !== undefined)(`${name}`, run);
});
