import type { CommandCall } from "../command-line.js";
import { runQueryOf } from "../options/run-query-of.js";
import { withTraces } from "../store/open-traces.js";
import { whyNothingIsFound } from "../store/why-nothing-is-found.js";
import { renderRunTable } from "./render-run-table.js";

export function runsCommand(call: CommandCall): Promise<number> {
  const { options, context } = call;
  return withTraces(call, async (store) => {
    const query = runQueryOf(options);
    const page = await store.listRuns(query);
    if (options["json"] === true) context.print(JSON.stringify(page.runs, undefined, 2));
    else if (page.runs.length > 0) {
      context.print(renderRunTable(page.runs, context));
      if (page.next !== undefined) context.note("There are more: --limit shows them.");
    } else {
      const howToLookInside = "--all looks at inner ones too.";
      context.note(await whyNothingIsFound(store, { call, scope: query.scope, howToLookInside }));
    }
    return 0;
  });
}
