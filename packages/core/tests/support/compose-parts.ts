import {
  RouterRunnable,
  RunnableBranch,
  RunnableGenerator,
  RunnableLambda,
  RunnableMap,
  RunnablePassthrough,
  RunnableSequence,
  type Runnable,
} from "../../src/exports/runnables.js";
import type { Composition } from "./chain-plan.js";
import { wait } from "./wait.js";

type Part = Runnable<unknown, unknown>;

/** Makes one part of several, so that it fits wherever a part does. */
export function composeParts(by: Composition, parts: readonly Part[]): Part {
  const keyed = Object.fromEntries(parts.map((part, index) => [`part${index}`, part]));
  const compositions: Readonly<Record<Composition, () => unknown>> = {
    map: () => RunnableMap.from(keyed),
    assign: () => lambda((input) => ({ input })).pipe(RunnablePassthrough.assign(keyed) as never),
    branch: () =>
      RunnableBranch.from([
        ...parts.slice(1).map((part, index) => [() => index === 1, part] as const),
        parts[0] ?? same,
      ] as never),
    router: () =>
      lambda((input) => ({ key: "part0", input })).pipe(
        new RouterRunnable({ runnables: { part0: same, ...keyed } }) as never,
      ),
    each: () => lambda((input) => [input, input]).pipe((parts[0] ?? same).map() as never),
    sequence: () => RunnableSequence.from([same, ...parts, same] as never),
    passthrough: () => new RunnablePassthrough(parts.length === 0 ? {} : { func: () => wait(0) }),
    generator: () =>
      RunnableGenerator.from(async function* (input: AsyncIterable<unknown>, config) {
        for await (const chunk of input) yield parts[0] === undefined ? chunk : await parts[0].invoke(chunk, config);
      }),
  };
  return compositions[by]() as Part;
}

const lambda = (func: (input: unknown) => unknown) => RunnableLambda.from(func) as Part;
const same = lambda((input) => input);
