/** No metadata, shared by all runs without. */
export const noMetadata: Readonly<Record<string, unknown>> = Object.freeze({});

/** Both, `more` winning; never one of the two edited in place. */
export function mergeMetadata(
  metadata: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (more === undefined || more === metadata || isEmpty(more)) return metadata;
  return Object.freeze(isEmpty(metadata) ? { ...more } : { ...metadata, ...more }); // one spread alone is a clone, and cheap on Node 20
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
