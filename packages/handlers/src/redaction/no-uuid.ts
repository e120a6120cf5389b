const hex = "[\\da-fA-F]";

/**
 * A piece of a pattern: what begins here is no part of a UUID. One in a few hundred has groups of digits that look like a card's number, with the
 * check digit and all, and an id that is hidden is an id that nobody finds again.
 *
 * @param groups - how many groups of four are to come at least, before the last of twelve
 */
export function noUuid(groups: 0 | 1): string {
  return `(?!${hex}{4,8}-(?:${hex}{4}-){${groups},3}${hex}{12}(?!${hex}))`;
}
