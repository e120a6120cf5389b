import { existsSync } from "node:fs";
import { relative } from "node:path";
import { openTraceStore } from "@earshot/trace/sqlite";
import { defaultStorePath } from "@earshot/studio/server";
import type { TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { isStoreThere } from "./is-store-there.js";

/** The file that `--store` names, or `EARSHOT_STORE`, or else `.earshot/traces.db` in the current folder. */
export function storePathOf({ options }: Pick<CommandCall, "options">): string {
  const named = options["store"];
  return typeof named === "string" && named !== "" ? named : defaultStorePath();
}

/**
 * Hands a command the store it is about, and closes it whatever comes of it. Who only looks makes no file: a store that nobody named and that is not
 * there yet is an empty one, as is a file in which nothing stands yet.
 *
 * @throws CommandFailedError if who only looks names a file that is not there
 */
export async function withTraces(
  call: CommandCall,
  use: (store: TraceStore) => Promise<number>,
  { makes = false }: { readonly makes?: boolean } = {},
): Promise<number> {
  const path = storePathOf(call);
  const isThere = makes || isStoreThere(path);
  if (!isThere && !existsSync(path) && call.options["store"] !== undefined)
    throw new CommandFailedError(
      `There is no store ${path}. Name the file that your program writes with --store, or make it: earshot import --store ${path} <file>`,
    );
  const store = await openTraceStore({ path: isThere ? path : ":memory:" });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** What to do about a store without runs. */
export function howToFill(call: Pick<CommandCall, "options">): string {
  const path = storePathOf(call);
  const shown = relative(process.cwd(), path).startsWith("..") ? path : relative(process.cwd(), path);
  const isEmptyFile = existsSync(path) && !isStoreThere(path);
  const says = isEmptyFile ? `${shown} is empty: nothing was written to it yet` : `There are no runs in ${shown} yet`;
  return `${says}. Run your program with it:

  node --import @earshot/studio/register your-program.js

or take in what was written before: earshot import <file>`;
}
