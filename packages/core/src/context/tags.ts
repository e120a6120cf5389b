/** No tags, shared by all runs without. */
export const noTags: readonly string[] = Object.freeze([]);

/** Lists that this module made: without duplicates and frozen, so that runs can share them. */
const made = new WeakSet<readonly string[]>([noTags]);

function makeTags(tags: readonly string[]): readonly string[] {
  const unique = Object.freeze([...new Set(tags)]);
  made.add(unique);
  return unique;
}

/** The union, in order of first appearance; a list of its own, whoever changes what it was made of. */
export function mergeTags(tags: readonly string[], more: readonly string[] | undefined): readonly string[] {
  if (more === undefined || more.length === 0 || more === tags) return tags;
  if (tags.length === 0) return made.has(more) ? more : makeTags(more);
  return more.every((tag) => tags.includes(tag)) ? tags : makeTags([...tags, ...more]);
}
