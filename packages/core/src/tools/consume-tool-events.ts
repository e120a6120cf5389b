import type { Run } from "../runs/run.js";
import { ToolDeltas } from "../runs/tool-deltas.js";

/** True for what a generator function returns; a list or a stream that a tool hands over is a value. */
export function isAsyncGenerator(value: unknown): value is AsyncGenerator {
  if (typeof value !== "object" || value === null) return false;
  const { next, throw: raise } = value as Partial<AsyncGenerator>;
  return typeof next === "function" && typeof raise === "function" && Symbol.asyncIterator in value;
}

/**
 * Says each thing that a tool's generator yields, and answers what it returns. A generator that is given up – its run is over, or a guard
 * objected – is closed.
 */
export async function consumeToolEvents(run: Run, events: AsyncGenerator): Promise<unknown> {
  const deltas = new ToolDeltas(run);
  try {
    for (;;) {
      const { value: chunk, done } = await events.next();
      if (done === true) return chunk;
      run.throwIfEnded();
      const told = deltas.say(chunk);
      if (told !== undefined) await told;
    }
  } catch (error) {
    events.return(undefined).catch(() => undefined); // one that fails to close has nobody left to tell
    throw error;
  }
}
