import type { Recording } from "./normalise-recording.js";

const START = /Start$/;
const END = /(End|Error)$/;

/** Runs that a handler heard start, and heard end other than once; by the names they have in the recording. */
export function runsNotEndedOnce(recording: Recording): string[] {
  const ends = new Map<string, number>();
  for (const call of recording.calls) {
    if (call.method.endsWith("handleAgentEnd")) continue;
    const label = call.method.includes(": ") ? `${call.method.split(": ")[0]}: ` : "";
    if (START.test(call.method)) ends.set(`${label}${String(call.arguments[2])}`, 0);
    if (END.test(call.method)) {
      const run = `${label}${String(call.arguments[1])}`;
      ends.set(run, (ends.get(run) ?? 0) + 1);
    }
  }
  return [...ends].filter(([, count]) => count !== 1).map(([run]) => run);
}
