import { createInterface } from "node:readline/promises";
import type { Retention, TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { withTraces } from "../store/open-traces.js";
import type { CommandContext } from "../terminal/command-context.js";
import { counted } from "../terminal/counted.js";
import { formatBytes } from "../terminal/format-bytes.js";
import { formatTime } from "../terminal/format-time.js";
import { tracesToPrune, type TracesToPrune } from "./traces-to-prune.js";

/** Deletes the oldest traces that are over what is to be kept, after asking. */
export function pruneCommand(call: CommandCall): Promise<number> {
  const retention = retentionOf(call);
  return withTraces(call, (store) => prune(store, retention, call));
}

async function prune(store: TraceStore, retention: Retention, { options, context }: CommandCall): Promise<number> {
  const found = await tracesToPrune(store, retention);
  const isJson = options["json"] === true;
  const isDryRun = options["dryRun"] === true;
  if (isDryRun && isJson) context.print(JSON.stringify({ ...found, isDryRun }));
  else if (isJson && found.traces === 0)
    context.print(JSON.stringify({ traces: 0, bytes: 0, left: await store.size() }));
  else if (found.traces === 0) context.print("Nothing is over that.");
  else if (isDryRun) context.print(`--yes would delete ${describe(found)}.`);
  if (isDryRun || found.traces === 0) return 0;
  if (options["yes"] !== true && !(await isConfirmed(`Delete ${describe(found)}?`, context))) {
    context.note("Nothing was deleted.");
    return 1;
  }
  const pruned = await store.prune(retention);
  const left = await store.size();
  const [gone, rest] = [pruned, left].map(({ traces, bytes }) => `${counted(traces, "trace")}, ${formatBytes(bytes)}`);
  context.print(isJson ? JSON.stringify({ ...pruned, left }) : `Deleted ${gone}. Left: ${rest}.`);
  return 0;
}

function describe({ traces, runs, isEstimate, from = 0, to = 0 }: TracesToPrune): string {
  const what = `${isEstimate ? "about " : ""}${counted(traces, "trace")} with ${counted(runs, "run")}`;
  return `${what}, begun ${from === to ? formatTime(from) : `${formatTime(from)} to ${formatTime(to)}`}`;
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

/** Who can't be asked has to say `--yes`. The end of the input is no. */
async function isConfirmed(question: string, { host, interrupted }: CommandContext): Promise<boolean> {
  if (host.stdin.isTTY !== true)
    throw new CommandFailedError("Nobody can be asked here: --yes deletes without asking, --dry-run only tells.", {
      exitCode: 2,
    });
  // Lines are the terminal's to edit, so that Ctrl-C is a signal.
  const terminal = createInterface({ input: host.stdin, output: host.stderr, terminal: false });
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
  const broken = new Promise<string>((resolve) => interrupted.addEventListener("abort", () => resolve("")));
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed, broken]);
    return /^y(es)?$/iu.test(answer.trim());
  } finally {
    terminal.close();
    host.stdin.pause();
  }
}
