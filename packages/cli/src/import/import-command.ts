import { accessSync, constants } from "node:fs";
import type { TraceStore } from "@earshot/trace";
import { CommandFailedError } from "../command-failed-error.js";
import type { CommandCall } from "../command-line.js";
import { storePathOf, withTraces } from "../store/open-traces.js";
import { counted } from "../terminal/counted.js";
import { importFile, type ImportedFile } from "./import-file.js";

/** Takes JSON lines into the store: exports, and what `jsonlHandler` wrote. What is there already counts once. */
export function importCommand(call: CommandCall): Promise<number> {
  const { words, options, context } = call;
  // Before a store is made, or half of the files are read.
  for (const file of words) checkReadable(file);
  const take = async (store: TraceStore): Promise<number> => {
    const files: ImportedFile[] = [];
    for (const file of words) files.push(await importFile(file, { store, context }));
    const [lines, events, broken] = [sumOf(files, "lines"), sumOf(files, "events"), sumOf(files, "broken")];
    if (options["json"] === true) context.print(JSON.stringify({ lines, events, broken, files }));
    else {
      for (const file of files) if (files.length > 1) context.print(`${file.file}: ${countsOf(file)}`);
      context.print(`${storePathOf(call)} took ${countsOf({ lines, events, broken })}`);
    }
    return events === 0 && broken > 0 ? 1 : 0;
  };
  return withTraces(call, take, { makes: true });
}

function checkReadable(file: string): void {
  try {
    if (file !== "-") accessSync(file, constants.R_OK);
  } catch (cause) {
    const { code = "unknown" } = cause as NodeJS.ErrnoException;
    throw new CommandFailedError(`Can't read ${file} (${code}). Name files of JSON lines, or - for stdin.`, { cause });
  }
}

function countsOf({ lines, events, broken }: Pick<ImportedFile, "lines" | "events" | "broken">): string {
  const rest = broken === 0 ? "" : ` Left out: ${counted(broken, "line")}.`;
  return `${counted(events, "event")} of ${counted(lines, "line")}.${rest}`;
}

const sumOf = (files: readonly ImportedFile[], what: "lines" | "events" | "broken"): number =>
  files.reduce((sum, file) => sum + file[what], 0);
