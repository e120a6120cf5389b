import { createInterface } from "node:readline/promises";
import type { Retention, TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { withTraces } from "../store/open-traces.js";
import type { CommandContext } from "../terminal/command-context.js";
import { counted } from "../terminal/counted.js";
import { formatBytes } from "../terminal/format-bytes.js";
import { tracesToPrune } from "./traces-to-prune.js";

/** Deletes the oldest traces that are over what is to be kept, after asking. */
export function pruneCommand(call: CommandCall): Promise<number> {
  const retention = retentionOf(call);
  return withTraces(call, (store) => prune(store, retention, call));
}

async function prune(store: TraceStore, retention: Retention, { options, context }: CommandCall): Promise<number> {
  const { traces, isEstimate } = await tracesToPrune(store, retention);
  const what = `${isEstimate ? "about " : ""}${counted(traces, "trace")}`;
  const isJson = options["json"] === true;
  if (options["dryRun"] === true || traces === 0) {
    if (isJson) context.print(JSON.stringify({ traces, isEstimate, isDryRun: options["dryRun"] === true }));
    else if (traces === 0) context.print("Nothing is over that.");
    else context.print(`--yes would delete ${what}.`);
    return 0;
  }
  if (options["yes"] !== true && !(await isConfirmed(`Delete ${what}?`, context))) {
    context.note("Nothing was deleted.");
    return 1;
  }
  const pruned = await store.prune(retention);
  const left = await store.size();
  if (isJson) context.print(JSON.stringify({ ...pruned, left }));
  else
    context.print(
      `Deleted ${counted(pruned.traces, "trace")}, ${formatBytes(pruned.bytes)}. Left: ${counted(left.traces, "trace")}, ${formatBytes(left.bytes)}.`,
    );
  return 0;
}

function retentionOf({ options }: CommandCall): Retention {
  const said = { maxTraces: options["keep"], maxAgeMs: options["olderThan"], maxBytes: options["maxSize"] };
  const retention = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Retention;
  if (Object.keys(retention).length === 0)
    throw new CommandFailedError("Say what to keep: --keep <count>, --older-than <duration> or --max-size <bytes>.", {
      exitCode: 2,
    });
  return retention;
}

/** Who can't be asked has to say `--yes`. */
async function isConfirmed(question: string, { host }: CommandContext): Promise<boolean> {
  if (host.stdin.isTTY !== true)
    throw new CommandFailedError("Nobody can be asked here: --yes deletes without asking, --dry-run only tells.", {
      exitCode: 2,
    });
  const terminal = createInterface({ input: host.stdin, output: host.stderr });
  try {
    return /^y(es)?$/iu.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
