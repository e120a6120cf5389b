import {
  runnableConformance,
  type RunnableSubject,
  subjectError,
  type SubjectWork,
  waitForAbort,
} from "@earshot/testing";
import { describe, it } from "vitest";
import { RunnableLambda, RunnableSequence } from "../../src/exports/runnables.js";

/** A function that goes as it is told. */
function shout(work: SubjectWork): RunnableLambda<string, string> {
  return RunnableLambda.from((input: string, { signal }) => {
    if (work === "fail") throw subjectError;
    return work === "hang" ? waitForAbort(signal) : input.toUpperCase();
  });
}

const words = { input: "hear", output: "HEAR" };

const subjects: Readonly<Record<string, RunnableSubject<string, string>>> = {
  RunnableLambda: { ...words, make: shout },
  RunnableSequence: {
    ...words,
    make: (work) => RunnableSequence.from([(input: string) => input, shout(work)]),
  },
  RunnableBinding: { ...words, make: (work) => shout(work).withConfig({ tags: ["bound"] }), isTransparent: true },
};

describe.each(Object.entries(subjects))("%s does what a runnable promises", (_, subject) => {
  for (const { name, skip, run } of runnableConformance(subject)) it.skipIf(skip !== undefined)(`${name}`, run);
});
