import {
  runnableConformance,
  type RunnableSubject,
  subjectError,
  type SubjectWork,
  waitForAbort,
} from "@earshot/testing";
import { describe, it } from "vitest";
import { InMemoryChatMessageHistory } from "../../src/exports/chat_history.js";
import { RunnableBinding, RunnableLambda, RunnableWithMessageHistory } from "../../src/exports/runnables.js";

/** A function that goes as it is told, whatever its input. */
function shout(work: SubjectWork): RunnableLambda<unknown, string> {
  return RunnableLambda.from((_input: unknown, { signal }) => {
    if (work === "fail") throw subjectError;
    return work === "hang" ? waitForAbort(signal) : "HEAR";
  });
}

const words = { input: "hear" as unknown, output: "HEAR" };

function remembering(work: SubjectWork) {
  const fields = { runnable: shout(work), getMessageHistory: () => new InMemoryChatMessageHistory() };
  return new RunnableWithMessageHistory<unknown, string>(fields).withConfig({ configurable: { sessionId: "1" } });
}

const subjects: Readonly<Record<string, RunnableSubject<unknown, string>>> = {
  RunnableRetry: { ...words, make: (work) => shout(work).withRetry({ stopAfterAttempt: 1 }) },
  RunnableWithFallbacks: { ...words, make: (work) => shout("fail").withFallbacks([shout(work)]) },
  RunnableWithMessageHistory: { ...words, make: remembering },
  "RunnableBinding with config factories": {
    ...words,
    make: (work) =>
      new RunnableBinding({ bound: shout(work), config: {}, configFactories: [async () => ({ tags: ["made"] })] }),
    isTransparent: true,
  },
  "RunnableBinding with listeners": {
    ...words,
    make: (work) => shout(work).withListeners({ onStart: () => undefined, onEnd: async () => undefined }),
    isTransparent: true,
  },
};

describe.each(Object.entries(subjects))("%s does what a runnable promises", (_, subject) => {
  for (const { name, skip, run } of runnableConformance(subject)) it.skipIf(skip !== undefined)(`${name}`, run);
});
