import { statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

const pauseMs = 200;

/** Whether there is a file that something was written to: who makes a store begins with an empty one. */
export function isStoreThere(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Waits until there is a store. False if `ended` came first. */
export async function waitForStore(path: string, ended: AbortSignal): Promise<boolean> {
  while (!isStoreThere(path)) {
    if (ended.aborted) return false;
    await setTimeout(pauseMs, undefined, { signal: ended }).catch(() => undefined);
  }
  return true;
}
