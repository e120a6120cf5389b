import type { CommandCall } from "../command-line.js";
import { runQueryOf } from "../options/run-query-of.js";
import { howToFill, withTraces } from "../store/open-traces.js";
import { renderRunTable } from "./render-run-table.js";

export function runsCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  return withTraces(call, async (store) => {
    const page = await store.listRuns(runQueryOf(options));
    if (options["json"] === true) context.print(JSON.stringify(page.runs, undefined, 2));
    else if (page.runs.length > 0) {
      context.print(renderRunTable(page.runs, context));
      if (page.next !== undefined) context.note("There are more: --limit shows them.");
    } else {
      const { runs } = await store.size();
      context.note(runs === 0 ? howToFill(call) : "No run is like that.");
    }
    return 0;
  });
}
