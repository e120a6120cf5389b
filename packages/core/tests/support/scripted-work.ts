import type { Script } from "./part-plan.js";
import { wait } from "./wait.js";

/** Reaches the next step of a script: goes on, fails or hangs there. */
export async function reach(script: Script, index: number, signal: AbortSignal | undefined): Promise<void> {
  const { failsAt, hangsAt, heeds } = script;
  if (index === failsAt) throw new Error(`provider fails at ${index}`);
  if (index % 2 === 1) await wait(0);
  if (index !== hangsAt) return;
  await new Promise((_, reject) => {
    if (!heeds || signal === undefined) return;
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}

/** Goes through all of a script. */
export async function perform(script: Script, signal: AbortSignal | undefined): Promise<string> {
  let text = "";
  for (let index = 0; index < script.chunks; index++) {
    await reach(script, index, signal);
    text += index;
  }
  return text;
}
