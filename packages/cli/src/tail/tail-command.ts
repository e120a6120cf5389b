import { wantsLive } from "@earshot/handlers/terminal";
import type { RunQuery, TraceStore } from "@earshot/trace";
import type { CommandCall } from "../command-line.js";
import { runQueryOf } from "../options/run-query-of.js";
import { isStoreThere } from "../store/is-store-there.js";
import { howToFill, storePathOf, withTraces } from "../store/open-traces.js";
import { pagesOfRuns } from "../store/pages-of-runs.js";
import { waitForStore } from "../store/wait-for-store.js";
import { followChanges } from "./follow-changes.js";
import { LineTail } from "./line-tail.js";
import { LiveTail } from "./live-tail.js";
import type { TailView } from "./tail-view.js";
import { ToldRuns } from "./told-runs.js";

/** Tells what comes into the store, from whatever process, until it is interrupted. A store that is not there yet is waited for. */
export async function tailCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const ended = AbortSignal.any([context.interrupted, context.unread]);
  const path = storePathOf(call);
  const isNew = !isStoreThere(path);
  if (isNew) context.note(`${howToFill(call)}\n\nWaiting for ${path}. Ctrl-C ends it.`);
  if (!(await waitForStore(path, ended))) return 0;
  const query = runQueryOf(options);
  const isJson = options["json"] === true;
  return withTraces(call, async (store) => {
    const view = wantsLive(context.host.stdout) && !isJson ? new LiveTail(context) : new LineTail(context, { isJson });
    // All that is in a store that came into being is news.
    await tail({ store, query, view, ended, tellsAll: isNew || query.startedFrom !== undefined });
    return 0;
  });
}

interface Tail {
  readonly store: TraceStore;
  readonly query: RunQuery;
  readonly view: TailView;
  readonly ended: AbortSignal;
  /** What is there already is told first. */
  readonly tellsAll: boolean;
}

async function tail({ store, query, view, ended, tellsAll }: Tail): Promise<void> {
  const told = new ToldRuns(store, query);
  const nothing = { runs: [], deltas: [] };
  const tellFirst = async (asked: RunQuery): Promise<void> => {
    for await (const page of pagesOfRuns(store, asked)) {
      if (ended.aborted) return;
      await view.hear(told.take(page), nothing);
    }
  };
  const { statuses = ["running"] } = query;
  try {
    await followChanges(store, {
      ended,
      async listens() {
        view.begin();
        if (tellsAll) await tellFirst(query);
        else if (view instanceof LiveTail && statuses.includes("running"))
          await tellFirst({ ...query, statuses: ["running"] });
      },
      async hear(changes) {
        if (changes.isReset === true) view.say("What came meanwhile can't be followed: earshot runs lists it.");
        await view.hear(await told.select(changes.runs), changes);
      },
    });
  } finally {
    view.end();
  }
}
