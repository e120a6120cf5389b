import type { Display } from "./display.js";
import type { RunRecord } from "./run-record.js";

/** Tells a record to a display as if it happened now, each run with all below it in one piece. */
export function retellRun(record: RunRecord, display: Display): void {
  const { run, heading, entries, ending } = record;
  display.open(run, heading);
  for (const entry of entries) {
    if (entry.kind === "run") retellRun(entry, display);
    else if (entry.kind === "remark") display.say(run, entry.statement);
    else display.speak(run, entry.text, entry.voice);
  }
  if (ending !== undefined) display.close(run, ending);
}
