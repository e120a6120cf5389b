import { setTimeout } from "node:timers/promises";
import type { Subject } from "./subject.js";

/** A handler with `raiseError`, set as a property, that is not awaited. */
export async function raiseErrorInBackground({ library }: Subject): Promise<unknown> {
  let unhandled = 0;
  process.on("unhandledRejection", () => {
    unhandled += 1;
  });
  const objecting = {
    name: "objecting",
    raiseError: true,
    handleChainStart() {
      throw new Error("no");
    },
  };
  const run = library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [objecting] });
  const outcome = await run.then(
    () => "returned",
    (error: Error) => error.message,
  );
  await setTimeout(30);
  return { outcome, unhandled };
}
