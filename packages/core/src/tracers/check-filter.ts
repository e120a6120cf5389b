import { InvalidOptionError } from "../errors/invalid-option-error.js";
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

/** A filter that is misspelt would hide everything, or nothing. @throws UnknownOptionError, InvalidOptionError */
export function checkFilter(where: string, filter: StreamEventsFilter, types?: readonly string[]): void {
  checkNames(`The filter of ${where}`, Object.keys(filter), Object.keys(known));
  for (const [key, names] of Object.entries(filter))
    if (names !== undefined && !Array.isArray(names))
      throw new InvalidOptionError(`\`${key}\` of ${where}`, names, "a list of texts");
  if (types === undefined) return;
  checkNames(`\`includeTypes\` of ${where}`, filter.includeTypes, types);
  checkNames(`\`excludeTypes\` of ${where}`, filter.excludeTypes, types);
}
