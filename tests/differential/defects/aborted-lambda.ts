import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A lambda whose call times out: whether its body can tell. */
export async function abortedLambda({ library }: Subject): Promise<unknown> {
  let seen: AbortSignal | undefined;
  const lambda = library.RunnableLambda.from(async (input: number, config) => {
    seen = config.signal;
    await setTimeout(40);
    return input;
  });
  const controller = new AbortController();
  const parent = library.RunnableLambda.from((input: number, config) =>
    lambda.invoke(input, { callbacks: config.callbacks }),
  );
  const run = parent.invoke(1, { signal: controller.signal }).catch((error: Error) => error.name);
  await setTimeout(10);
  controller.abort();
  return { outcome: await run, bodyCanTell: seen?.aborted === true };
}
