import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A handler that takes its time in one run, and an instant one in another. */
export async function slowHandlerOfAnotherRun({ library }: Subject): Promise<unknown> {
  const lambda = library.RunnableLambda.from((input: number) => input);
  const slow = { name: "slow", handleChainStart: () => setTimeout(300) };
  let heardAt = Number.POSITIVE_INFINITY;
  const instant = {
    name: "instant",
    handleChainStart: () => {
      heardAt = performance.now();
    },
  };
  await lambda.invoke(1, { callbacks: [slow] });
  const calledAt = performance.now();
  await lambda.invoke(2, { callbacks: [instant] });
  await setTimeout(400);
  return { delayed: heardAt - calledAt > 150 };
}
