import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A timeout of no time: whether the run starts, and what the caller gets. */
export async function timeoutOfNothing({ library }: Subject): Promise<unknown> {
  let starts = 0;
  const handler = { name: "starts", awaitHandlers: true, handleChainStart: () => void starts++ };
  const lambda = library.RunnableLambda.from((input: number) => setTimeout(50, input));
  const outcomes: string[] = [];
  for (const timeout of [0, -1]) {
    const call = async () => lambda.invoke(1, { callbacks: [handler], timeout });
    outcomes.push(await call().then(String, (error: Error) => error.name));
  }
  return { outcomes, starts };
}
