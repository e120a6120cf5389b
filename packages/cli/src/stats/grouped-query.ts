import type { RunQuery, StatisticsQuery } from "@earshot/trace";
import { callKinds } from "@earshot/trace/reducer";

/** What is counted in groups: models are asked by inner runs, and what is of one kind is hardly ever outermost. */
export function groupedQuery(asked: RunQuery, groupBy: NonNullable<StatisticsQuery["groupBy"]>): StatisticsQuery {
  const scope = groupBy === "model" || groupBy === "kind" ? "all" : (asked.scope ?? "roots");
  const kinds = groupBy === "model" ? (asked.kinds ?? callKinds) : asked.kinds;
  return { ...asked, scope, groupBy, ...(kinds === undefined ? {} : { kinds }) };
}
