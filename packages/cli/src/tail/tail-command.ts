import type { CommandCall } from "../command-line.js";
import { withTraces } from "../store/open-traces.js";
import { LineTail } from "./line-tail.js";
import { LiveTail } from "./live-tail.js";
import { followChanges } from "./follow-changes.js";

/** Tells what comes into the store, from whatever process, until it is interrupted. */
export function tailCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const follow = { isAll: options["all"] === true, isJson: options["json"] === true };
  return withTraces(
    call,
    async (store) => {
      const view = context.isTerminal && !follow.isJson ? new LiveTail(context, follow) : new LineTail(context, follow);
      const ended = AbortSignal.any([context.interrupted, context.unread]);
      try {
        await followChanges(store, { ended, hear: (changes) => view.hear(changes), listens: () => view.begin() });
      } finally {
        view.end();
      }
      return 0;
    },
    { makes: true },
  );
}
