import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { hasRunConditions, runQueryOf } from "../options/run-query-of.js";
import { findRun } from "../store/find-run.js";
import { identityOfFile } from "../store/identity-of-file.js";
import { storePathOf, withTraces } from "../store/open-traces.js";
import { kindsLookInside, whyNothingIsFound } from "../store/why-nothing-is-found.js";
import { counted } from "../terminal/counted.js";
import { tracesOfQuery } from "../store/traces-of-query.js";

/** Writes whole traces as JSON lines; one event is in memory at a time. */
export function exportCommand(call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  if (words.length > 0 && hasRunConditions(options))
    throw new CommandFailedError("Name runs, or say by filters which are meant: not both.", { exitCode: 2 });
  return withTraces(call, async (store) => {
    const told = { traces: 0, events: 0 };
    const file = options["output"] === "-" ? undefined : (options["output"] as string | undefined);
    if (file !== undefined && isSameFile(file, storePathOf(call)))
      throw new CommandFailedError(`${file} is the store itself, which writing would destroy: name another file.`, {
        exitCode: 2,
      });
    const lines = exportedLines({ store, call, told });
    if (file === undefined) for await (const line of lines) await context.send(line);
    else await writeFile(file, lines);
    if (file !== undefined && context.interrupted.aborted)
      throw new CommandFailedError(`Interrupted: ${file} has ${counted(told.events, "event")} alone.`);
    if (told.traces === 0) {
      const { scope } = runQueryOf(options);
      context.note(await whyNothingIsFound(store, { call, scope, howToLookInside: kindsLookInside }));
    }
    if (file !== undefined && options["json"] === true) context.print(JSON.stringify({ ...told, file }));
    else if (file !== undefined)
      context.note(`${counted(told.traces, "trace")} with ${counted(told.events, "event")} written to ${file}.`);
    return 0;
  });
}

/** What can't be looked at is told by who writes it. */
function isSameFile(left: string, right: string): boolean {
  const identity = identityOfFile(left);
  return identity !== undefined && identity === identityOfFile(right);
}

async function* exportedLines({
  store,
  call,
  told,
}: {
  readonly store: TraceStore;
  readonly call: CommandCall;
  readonly told: { traces: number; events: number };
}): AsyncGenerator<string, void, undefined> {
  const { context } = call;
  for await (const rootRunId of wantedTraces(store, call)) {
    told.traces++;
    for await (const event of store.exportTrace(rootRunId)) {
      if (context.interrupted.aborted || context.unread.aborted) return;
      told.events++;
      yield JSON.stringify(event);
    }
  }
}

/** Those that are named, or else those that the filters find. */
async function* wantedTraces(store: TraceStore, call: CommandCall): AsyncGenerator<string, void, undefined> {
  if (call.words.length === 0) return yield* tracesOfQuery(store, runQueryOf(call.options));
  const named = new Set<string>();
  for (const word of call.words) named.add((await findRun(store, word, call)).run.rootRunId);
  yield* named;
}

async function writeFile(file: string, lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(lines, withNewlines, createWriteStream(file));
  } catch (cause) {
    const { code, path } = cause as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw cause;
    throw new CommandFailedError(`Can't write ${file} (${code}). Name a file in a folder that can be written to.`, {
      cause,
    });
  }
}

async function* withNewlines(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) yield `${line}\n`;
}
