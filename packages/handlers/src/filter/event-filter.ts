import type { EarshotEvent, EventType, RunFacts, RunKind, Visibility } from "@earshot/core/events";

/** Which events a handler is to hear. What is left out lets everything through; within a list one match is enough. */
export interface EventFilter {
  /** What the run does. */
  readonly kinds?: readonly RunKind[];
  /** Its name, or a pattern that is found in it. */
  readonly names?: readonly (string | RegExp)[];
  /** Tags of which it has at least one. */
  readonly tags?: readonly string[];
  readonly types?: readonly EventType[];
  /** Entries that its metadata has, all of them; values are compared by `Object.is`. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly visibility?: Visibility;
  /** Asked last, and only of events that all else lets through. A throw counts as the handler's failure. */
  where?(event: EarshotEvent): boolean;
}

/** True if what the filter says of runs holds for this one. A run's facts stay the same, so its start and its end share one fate. */
export function matchesRun(filter: EventFilter, run: RunFacts): boolean {
  const { kinds, names, tags, metadata, visibility } = filter;
  if (kinds !== undefined && !kinds.includes(run.kind)) return false;
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
