import { setTimeout } from "node:timers/promises";
import { isStoreThere } from "./is-store-there.js";

const pauseMs = 200;

/** Waits until there is a store. False if `ended` came first. */
export async function waitForStore(path: string, ended: AbortSignal): Promise<boolean> {
  while (!isStoreThere(path)) {
    if (ended.aborted) return false;
    await setTimeout(pauseMs, undefined, { signal: ended }).catch(() => undefined);
  }
  return true;
}
