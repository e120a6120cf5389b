import { z } from "zod";
import { InMemoryChatMessageHistory } from "../../src/exports/chat_history.js";
import {
  RouterRunnable,
  type RunListeners,
  type Runnable,
  RunnableBranch,
  RunnableGenerator,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
  RunnablePick,
  RunnableSequence,
  RunnableWithMessageHistory,
} from "../../src/exports/runnables.js";
import type { Composition } from "./part-plan.js";
import { wait } from "./wait.js";

/** A part of a chain: it takes anything. */
export type Part = Runnable<unknown, unknown>;

/** Makes one part of several, so that it fits wherever a part does. */
export function composeParts(by: Composition, parts: readonly Part[], listen: () => RunListeners): Part {
  const [first = same, second = same] = parts;
  const keyed = Object.fromEntries(parts.map((part, index) => [`part${index}`, part]));
  const compositions: Readonly<Record<Composition, () => unknown>> = {
    map: () => RunnableMap.from(keyed),
    assign: () => lambda((input) => ({ input })).pipe(RunnablePassthrough.assign(keyed) as never),
    pick: () => RunnableMap.from({ part0: first, part1: second }).pipe(new RunnablePick("part0") as never),
    branch: () =>
      RunnableBranch.from([...parts.slice(1).map((part, index) => [() => index === 1, part] as const), first] as never),
    router: () =>
      lambda((input) => ({ key: "part0", input })).pipe(
        new RouterRunnable({ runnables: { part0: same, ...keyed } }) as never,
      ),
    each: () => lambda((input) => [input, input]).pipe(first.map() as never),
    sequence: () => RunnableSequence.from([same, ...parts, same] as never),
    passthrough: () => new RunnablePassthrough(parts.length === 0 ? {} : { func: () => wait(0) }),
    generator: () =>
      RunnableGenerator.from(async function* (input: AsyncIterable<unknown>, config) {
        for await (const chunk of input) yield await first.invoke(chunk, config);
      }),
    retry: () => retrying(first),
    fallbacks: () => first.withFallbacks([second, retrying(second)]),
    binding: () => first.withConfig({ tags: ["bound"], runName: "bound", metadata: { bound: true } }),
    listeners: () => first.withListeners(listen()),
    history: () => remembering(first),
    "tool like": () =>
      lambda(() => ({ n: 1 })).pipe(
        (first as Runnable<{ n: number }>).asTool({ name: "part", schema: z.object({ n: z.number() }) }) as never,
      ),
  };
  return compositions[by]() as Part;
}

const lambda = (func: (input: unknown) => unknown) => RunnableLambda.from(func) as Part;
const same = lambda((input) => input);

/** Tries again at once, whatever the error. */
function retrying(part: Part): Part {
  const onFailedAttempt = (error: unknown) => {
    if (error instanceof Error) Object.assign(error, { retryAfterMs: 0 });
  };
  return part.withRetry({ stopAfterAttempt: 3, onFailedAttempt });
}

/** Is asked the same each time, and answers with texts. */
function remembering(part: Part): Part {
  const texts = lambda((output) => (typeof output === "string" ? output : "something"));
  const history = new RunnableWithMessageHistory({
    runnable: part.pipe(texts as never) as never,
    getMessageHistory: () => new InMemoryChatMessageHistory(),
  });
  return lambda(() => "hello").pipe(history.withConfig({ configurable: { sessionId: "1" } }) as never);
}
