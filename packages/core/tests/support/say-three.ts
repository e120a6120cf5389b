import type { RunHandle } from "../../src/exports/events.js";

/** A body that says three things on its way. */
export async function sayThree(handle: RunHandle): Promise<number> {
  await handle.text("1");
  await handle.custom("2", 2);
  await handle.text("3");
  return 4;
}
