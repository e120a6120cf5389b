import { checkOptions } from "../runnables/check-options.js";
import type { StreamEventsFilter } from "../runnables/stream-event.js";

const known: Readonly<Record<keyof StreamEventsFilter, true>> = {
  includeNames: true,
  includeTypes: true,
  includeTags: true,
  excludeNames: true,
  excludeTypes: true,
  excludeTags: true,
};

/** A filter that is misspelt would hide everything, or nothing. @throws UnknownOptionError */
export function checkFilter(where: string, filter: StreamEventsFilter, types?: readonly string[]): void {
  checkOptions(`The filter of ${where}`, Object.keys(filter), Object.keys(known));
  if (types === undefined) return;
  checkOptions(`\`includeTypes\` of ${where}`, filter.includeTypes, types);
  checkOptions(`\`excludeTypes\` of ${where}`, filter.excludeTypes, types);
}
