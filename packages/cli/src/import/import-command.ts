import { createReadStream } from "node:fs";
import { pricer } from "@earshot/handlers/pricing";
import { importEvents, type ImportedEvents, type TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { counted } from "../terminal/counted.js";
import { storePathOf, withTraces } from "../store/open-traces.js";

/** Of so many lines that are no event it is said why. */
const explained = 5;

/** Takes JSON lines into the store: exports, and what `jsonlHandler` wrote. What is there already counts once. */
export function importCommand(call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  const take = async (store: TraceStore): Promise<number> => {
    let [events, broken] = [0, 0];
    for (const file of words) {
      const read = await importFile(file, { store, call });
      events += read.events;
      broken += read.broken;
    }
    if (options["json"] === true) context.print(JSON.stringify({ events, broken }));
    else {
      const rest = broken === 0 ? "" : ` Left out: ${counted(broken, "line")}.`;
      context.print(`${storePathOf(call)} took ${counted(events, "event")}.${rest}`);
    }
    return events === 0 && broken > 0 ? 1 : 0;
  };
  return withTraces(call, take, { makes: true });
}

async function importFile(
  file: string,
  { store, call }: { readonly store: TraceStore; readonly call: CommandCall },
): Promise<ImportedEvents> {
  const { context } = call;
  const input = file === "-" ? context.host.stdin : createReadStream(file);
  const stop = () => input.destroy();
  context.interrupted.addEventListener("abort", stop, { once: true });
  let said = 0;
  try {
    return await importEvents(input, {
      store,
      price: pricer(),
      onBroken: (line, reason) => {
        if (said++ < explained) context.note(`${file}:${line} is left out: ${reason}.`);
      },
    });
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (context.interrupted.aborted)
      throw new CommandFailedError("Interrupted: the events before it are in the store.");
    if (code === undefined || syscall === undefined) throw cause;
    throw new CommandFailedError(`Can't read ${file} (${code}). Name files of JSON lines, or - for stdin.`, { cause });
  } finally {
    context.interrupted.removeEventListener("abort", stop);
  }
}
