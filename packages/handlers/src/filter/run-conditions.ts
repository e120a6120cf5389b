import type { RunFacts, Visibility } from "@earshot/core/events";

/** What may be asked of a run. What is left out holds for every run; within a list one match is enough. */
export interface RunConditions {
  /** What the run does, or the finer kind of a chain (`prompt`, `parser` …). */
  readonly kinds?: readonly string[] | undefined;
  /** Its name, or a pattern that is found in it. */
  readonly names?: readonly (string | RegExp)[] | undefined;
  /** Tags of which it has at least one. */
  readonly tags?: readonly string[] | undefined;
  /** Entries that its metadata has, all of them; values are compared by `Object.is`. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly visibility?: Visibility | undefined;
}

/** What is looked at of a run. */
export type JudgedRun = Pick<RunFacts, "kind" | "runType" | "name" | "tags" | "metadata" | "visibility">;

/** True if all of the conditions hold for this run. Its facts stay the same, so its start and its end share one fate. */
export function matchesRun(conditions: RunConditions, run: JudgedRun): boolean {
  const { kinds, names, tags, metadata, visibility } = conditions;
  if (kinds !== undefined && !kinds.some((kind) => kind === run.kind || kind === run.runType)) return false;
  if (visibility !== undefined && run.visibility !== visibility) return false;
  if (tags !== undefined && !tags.some((tag) => run.tags.includes(tag))) return false;
  if (names !== undefined && !names.some((name) => isNamed(run.name, name))) return false;
  for (const key in metadata) if (!Object.is(run.metadata[key], metadata[key])) return false;
  return true;
}

/** `search` heeds no `lastIndex`: a pattern with the flag `g` would find a name every other time. */
function isNamed(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? name === wanted : name.search(wanted) !== -1;
}
