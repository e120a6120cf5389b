import { z } from "zod";
import type { BaseMessage } from "../../../src/exports/messages.js";
import { InMemoryChatMessageHistory } from "../../../src/exports/chat_history.js";
import type { RunnableRetry, RunnableWithFallbacks } from "../../../src/exports/runnables.js";
import {
  HeardRunnable,
  RouterRunnable,
  RunnableAssign,
  RunnableBinding,
  RunnableBranch,
  RunnableEach,
  RunnableGenerator,
  RunnableLambda,
  RunnableMap,
  RunnableParallel,
  RunnablePassthrough,
  RunnablePick,
  RunnableSequence,
  RunnableWithMessageHistory,
} from "../../../src/exports/runnables.js";
import { atOnce, merge, perform, shout, subject, type Subjects, unreadable } from "./subject.js";
import type { SubjectWork } from "@earshot/testing";

const words = { input: "hear", output: "HEAR" };
const wordOf = RunnableLambda.from(({ word }: { word: string }) => word);

/** A runnable of one's own. */
class Own extends HeardRunnable<string, string> {
  override lc_namespace = ["test"];
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  protected override execute(input: string, { signal }: { readonly signal: AbortSignal }): Promise<string> {
    return perform(this.#work, signal, input.toUpperCase());
  }
}

/** What runnables are composed with. */
export const compositionSubjects: Subjects = {
  HeardRunnable: subject({ ...words, make: (work) => new Own(work) }),
  RunnableLambda: subject({ ...words, make: shout }),
  RunnableSequence: subject({
    ...words,
    make: (work) => RunnableSequence.from([(input: string) => input, shout(work)]),
  }),
  RunnableBinding: subject({
    ...words,
    make: (work) => shout(work).withConfig({ tags: ["bound"] }) as RunnableBinding<string, string>,
    isTransparent: true,
  }),
  "RunnableBinding with config factories": subject({
    ...words,
    make: (work) =>
      new RunnableBinding({ bound: shout(work), config: {}, configFactories: [async () => ({ tags: ["made"] })] }),
    isTransparent: true,
  }),
  "RunnableBinding with listeners": subject({
    ...words,
    make: (work) => shout(work).withListeners({ onStart: () => undefined, onEnd: async () => undefined }),
    isTransparent: true,
  }),
  RunnableMap: subject({
    input: "hear",
    output: { loud: "HEAR", same: "hear" },
    combine: merge,
    make: (work) => RunnableMap.from({ loud: shout(work), same: new RunnablePassthrough<string>() }),
  }),
  RunnableParallel: subject({
    input: "hear",
    output: { loud: "HEAR", same: "hear" },
    combine: merge,
    make: (work) => new RunnableParallel({ steps: { loud: shout(work), same: new RunnablePassthrough<string>() } }),
  }),
  RunnableAssign: subject({
    input: { word: "hear" },
    output: { word: "hear", loud: "HEAR" },
    combine: merge,
    make: (work) => new RunnableAssign({ mapper: RunnableMap.from({ loud: wordOf.pipe(shout(work)) }) }),
  }),
  RunnablePassthrough: subject({
    input: "hear",
    output: "hear",
    make: (work) => new RunnablePassthrough<string>({ func: (input, config) => shout(work).invoke(input, config) }),
  }),
  RunnablePick: subject({
    input: { loud: "HEAR" },
    failingInput: unreadable({ loud: "" }, "loud"),
    output: "HEAR",
    make: () => new RunnablePick<{ loud: string }, string>("loud"),
    skips: atOnce,
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
  }),
  RunnableEach: subject({
    input: ["hear"],
    output: ["HEAR"],
    make: (work) => new RunnableEach({ bound: shout(work) }),
  }),
  RunnableGenerator: subject({
    ...words,
    make: (work) =>
      RunnableGenerator.from(async function* (input: AsyncIterable<string>, config) {
        for await (const word of input) yield await shout(work).invoke(word, config);
      }),
  }),
  RunnableToolLike: subject<unknown, unknown>({
    input: { word: "hear" },
    output: "HEAR",
    make: (work) => wordOf.pipe(shout(work)).asTool({ name: "shout", schema: z.object({ word: z.string() }) }),
    isTransparent: true,
  }),
  RunnableRetry: subject({
    ...words,
    make: (work) => shout(work).withRetry({ stopAfterAttempt: 1 }) as RunnableRetry<string, string>,
  }),
  RunnableWithFallbacks: subject({
    ...words,
    make: (work) => shout("fail").withFallbacks([shout(work)]) as RunnableWithFallbacks<string, string>,
  }),
  RunnableWithMessageHistory: subject({
    ...words,
    make: (work) => {
      const getMessageHistory = () => new InMemoryChatMessageHistory();
      const runnable = RunnableLambda.from(([message]: BaseMessage[]) => String(message?.text)).pipe(shout(work));
      const remembering = new RunnableWithMessageHistory<string, string>({
        runnable: runnable as never,
        getMessageHistory,
      });
      return remembering.withConfig({ configurable: { sessionId: "1" } });
    },
  }),
};
