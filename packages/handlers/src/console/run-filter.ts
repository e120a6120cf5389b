import { option, type ShapesOf } from "@earshot/core/options";
import { matchesRun, type JudgedRun, type RunConditions } from "../filter/run-conditions.js";

/** Which runs are shown, in the words of `streamEvents`: those that one of the includes names, if there are any, and none of the excludes. */
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

/** Whether a run is shown, judged by itself alone. Each list is a condition of its own: a run is named by any of them. */
export function isShown(run: JudgedRun, filter: RunFilter): boolean {
  const { includeNames, includeTypes, includeTags, excludeNames, excludeTypes, excludeTags } = filter;
  const includes = given({ names: includeNames }, { kinds: includeTypes }, { tags: includeTags });
  const excludes = given({ names: excludeNames }, { kinds: excludeTypes }, { tags: excludeTags });
  const isNamed = (conditions: RunConditions): boolean => matchesRun(conditions, run);
  return (includes.length === 0 || includes.some(isNamed)) && !excludes.some(isNamed);
}

/** Those that say something: a condition that is left out holds for every run. */
const given = (...conditions: readonly RunConditions[]): readonly RunConditions[] =>
  conditions.filter((condition) => Object.values(condition).some((wanted) => wanted !== undefined));
