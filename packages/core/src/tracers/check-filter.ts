import { checkNames } from "../runnables/check-names.js";
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
  checkNames(`The filter of ${where}`, Object.keys(filter), Object.keys(known));
  if (types === undefined) return;
  checkNames(`\`includeTypes\` of ${where}`, filter.includeTypes, types);
  checkNames(`\`excludeTypes\` of ${where}`, filter.excludeTypes, types);
}
