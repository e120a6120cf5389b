import type { EarshotEvent } from "@earshot/core/events";
import { describeValue } from "../describe-value.js";

/** What each library makes of a program's values is compared elsewhere, argument by argument; its errors are of its own classes. */
const payloads = ["chunk", "documents", "error", "inputs", "messages", "options", "output", "outputs", "result"];
/** As both libraries may leave them out, or can't know them. */
const optional = ["batchSize", "defersInputs", "firstTokenAt", "invocationParams", "key", "delayMs"];
const facts = ["kind", "metadata", "name", "parentRunId", "rootRunId", "runId", "runType", "seq", "tags", "time"];
const left = new Set([...payloads, ...optional, ...facts, "type"]);

/**
 * The events as lines that two runs of a program can be compared by: what kind of event, its run and that one's parent by the order of their
 * first appearance, name, run type, tags; status, usage, tokens, arguments.
 */
export function describeEvents(events: readonly EarshotEvent[]): string[] {
  const runs = new Map<string, number>();
  const numberOf = (runId: string | undefined): string => {
    if (runId === undefined) return "-";
    if (!runs.has(runId)) runs.set(runId, runs.size + 1);
    return String(runs.get(runId));
  };
  return events.map((event) => {
    const place = `${numberOf(event.runId)}<${numberOf(event.parentRunId)}`;
    const { runType = "-", name, tags, type } = event;
    const payload = Object.entries(event)
      .filter(([key, value]) => !left.has(key) && value !== undefined)
      .map(([key, value]) => `${key}=${JSON.stringify(describeValue(value))}`);
    return [type, place, name, runType, `[${[...tags].sort().join()}]`, ...payload.sort()].join(" ");
  });
}
