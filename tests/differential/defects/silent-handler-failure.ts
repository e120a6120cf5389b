import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A handler that fails while nobody asked to be told: how many lines the console gets. */
export async function silentHandlerFailure({ library }: Subject): Promise<unknown> {
  const { error, warn, log } = console;
  let printed = 0;
  console.error = console.warn = console.log = () => void printed++;
  const failing = {
    name: "failing",
    handleChainStart: () => {
      throw new Error("handler failed");
    },
  };
  await library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [failing] });
  await setTimeout(20);
  Object.assign(console, { error, warn, log });
  return { printed };
}
