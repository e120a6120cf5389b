import type { RunQuery, TraceStore } from "@earshot/trace";
import type { CommandCall } from "../command-line.js";
import { hasRunConditions } from "../options/run-query-of.js";
import { howToFill } from "./open-traces.js";

/** What was asked for, and which options of the command ask for inner runs too, as a sentence. */
interface Asked {
  readonly call: Pick<CommandCall, "options">;
  readonly scope: RunQuery["scope"];
  readonly howToLookInside: string;
}

/** What to say where no run is found: that there are none at all, or none like that, and that it may be an inner one. */
export async function whyNothingIsFound(
  store: Pick<TraceStore, "size">,
  { call, scope, howToLookInside }: Asked,
): Promise<string> {
  if ((await store.size()).runs === 0) return howToFill(call);
  if (scope === "all" || !hasRunConditions(call.options)) return "No run is like that.";
  return `No outermost run is like that. ${howToLookInside}`;
}

/** Of commands without `--all`. */
export const kindsLookInside = "With --kind or --model, inner ones are looked at too.";
