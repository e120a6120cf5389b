import type { TraceStore } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { identityOfFile } from "./identity-of-file.js";
import { isStoreThere } from "./is-store-there.js";
import { howToFill, storePathOf } from "./open-traces.js";

/** What of a store only looks. */
export type ReadableTraces = Pick<
  TraceStore,
  "listRuns" | "readTrace" | "readEvents" | "exportTrace" | "statistics" | "close"
>;

/**
 * The store of a command that is there for long, opened when it is first asked something and there is one, and anew when another file took its place. It
 * is never made.
 *
 * What it is asked rejects with CommandFailedError as long as there is none.
 */
export function lateTraces(call: Pick<CommandCall, "options">): ReadableTraces {
  let opened: Promise<TraceStore> | undefined;
  let identity: string | undefined;
  const open = async (): Promise<TraceStore> => {
    const path = storePathOf(call);
    const found = identityOfFile(path);
    if (opened !== undefined && found !== identity) {
      void opened.then((gone) => gone.close()).catch(() => undefined);
      opened = undefined;
    }
    if (opened === undefined && !isStoreThere(path)) throw new CommandFailedError(howToFill(call));
    identity = found;
    opened ??= openTraceStore({ path });
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
  return {
    listRuns: async (query) => (await open()).listRuns(query),
    readTrace: async (runId) => (await open()).readTrace(runId),
    readEvents: async (runId) => (await open()).readEvents(runId),
    statistics: async (query) => (await open()).statistics(query),
    async *exportTrace(rootRunId) {
      yield* (await open()).exportTrace(rootRunId);
    },
    close: async () => (await opened)?.close(),
  };
}
