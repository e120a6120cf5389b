import type { CommandCall } from "../command-line.js";
import { runQueryOf } from "../options/run-filters.js";
import { openTraces } from "../store/open-traces.js";
import { renderRunTable } from "./render-run-table.js";

export async function runsCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  const traces = await openTraces(call);
  const page = await traces.listRuns(runQueryOf(options));
  if (options["json"] === true) context.print(JSON.stringify(page.runs, undefined, 2));
  else if (page.runs.length === 0) context.note("No run is like that.");
  else {
    context.print(renderRunTable(page.runs, context));
    if (page.next !== undefined) context.note("There are more: --limit shows them.");
  }
  return 0;
}
