import type { StreamEventsFilter } from "../runnables/stream-event.js";

/** What a run is judged by. */
export interface FilteredRun {
  readonly name: string;
  readonly type: string;
  readonly tags: readonly string[];
}

/** Whether a run is told of: see {@link StreamEventsFilter}. */
export function isIncluded(run: FilteredRun, filter: StreamEventsFilter): boolean {
  const { includeNames, includeTypes, includeTags, excludeNames, excludeTypes, excludeTags } = filter;
  const isListed = (names?: readonly string[], types?: readonly string[], tags?: readonly string[]): boolean =>
    names?.includes(run.name) || types?.includes(run.type) || run.tags.some((tag) => tags?.includes(tag));
  const includesAll = includeNames === undefined && includeTypes === undefined && includeTags === undefined;
  return (
    (includesAll || isListed(includeNames, includeTypes, includeTags)) &&
    !isListed(excludeNames, excludeTypes, excludeTags)
  );
}
