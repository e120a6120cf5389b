import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A handler that never comes back, and somebody who waits for all handlers. */
export async function hungHandler({ library, awaitAllCallbacks }: Subject): Promise<unknown> {
  const hung = { name: "hung", handleChainStart: () => new Promise<void>(() => {}) };
  await library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [hung] });
  const waited = await Promise.race([awaitAllCallbacks().then(() => "returns"), setTimeout(1000, "hangs")]);
  return { awaitAllCallbacks: waited };
}
