import { option, type ShapesOf } from "@earshot/core/options";
import type { StartEvent } from "./event-details.js";

/** Which runs are shown: those that one of the includes names, if there are any, and none of the excludes. */
export interface RunFilter {
  readonly includeNames?: readonly string[];
  /** A kind (`chat_model`, `tool`, `chain` …) or the finer kind of a chain (`prompt`, `parser` …). */
  readonly includeTypes?: readonly string[];
  readonly includeTags?: readonly string[];
  readonly excludeNames?: readonly string[];
  readonly excludeTypes?: readonly string[];
  readonly excludeTags?: readonly string[];
  /** What becomes of the runs below one that is hidden: shown beneath the nearest run above that is shown, or hidden too. Default `"show"`. */
  readonly childrenOfHidden?: "show" | "hide";
}

const texts = option.listOf(option.text);

export const runFilterShape = option.objectOf({
  includeNames: texts,
  includeTypes: texts,
  includeTags: texts,
  excludeNames: texts,
  excludeTypes: texts,
  excludeTags: texts,
  childrenOfHidden: option.oneOf("show", "hide"),
} satisfies ShapesOf<RunFilter>);

/** Whether a run is shown, judged by itself alone. */
export function isShown(run: StartEvent, filter: RunFilter): boolean {
  const { includeNames, includeTypes, includeTags, excludeNames, excludeTypes, excludeTags } = filter;
  const isNamed = (
    names: readonly string[] | undefined,
    types: readonly string[] | undefined,
    tags: readonly string[] | undefined,
  ) =>
    names?.includes(run.name) === true ||
    types?.some((type) => type === run.kind || type === run.runType) === true ||
    run.tags.some((tag) => tags?.includes(tag));
  const includesAll = includeNames === undefined && includeTypes === undefined && includeTags === undefined;
  return (
    (includesAll || isNamed(includeNames, includeTypes, includeTags)) &&
    !isNamed(excludeNames, excludeTypes, excludeTags)
  );
}
