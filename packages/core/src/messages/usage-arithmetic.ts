import type { UsageMetadata } from "./usage-metadata.js";

type Details = Record<string, number | undefined>;

/**
 * The sum of two usages; a side that is missing counts as nothing. The result is a new object and always has both detail objects,
 * with each kind that either side knows.
 */
export function addUsage(left: UsageMetadata | undefined, right: UsageMetadata | undefined): UsageMetadata {
  return {
    input_tokens: (left?.input_tokens ?? 0) + (right?.input_tokens ?? 0),
    output_tokens: (left?.output_tokens ?? 0) + (right?.output_tokens ?? 0),
    total_tokens: (left?.total_tokens ?? 0) + (right?.total_tokens ?? 0),
    input_token_details: addDetails(
      left?.input_token_details as Details | undefined,
      right?.input_token_details as Details | undefined,
    ),
    output_token_details: addDetails(
      left?.output_token_details as Details | undefined,
      right?.output_token_details as Details | undefined,
    ),
  };
}

/**
 * What `later` has beyond `earlier`: turns the running totals that some providers send into increments. Never negative – a total that
 * shrank, as when a provider corrects an estimate, adds nothing.
 *
 * @example
 * ```ts
 * import { subtractUsage } from "@earshot/core/messages";
 *
 * const start = { input_tokens: 9, output_tokens: 1, total_tokens: 10 };
 * const end = { input_tokens: 9, output_tokens: 14, total_tokens: 23 };
 * console.log(subtractUsage(end, start).output_tokens); // => 13
 * ```
 */
export function subtractUsage(later: UsageMetadata, earlier: UsageMetadata | undefined): UsageMetadata {
  if (earlier === undefined) return later;
  const difference: UsageMetadata = {
    input_tokens: Math.max(0, later.input_tokens - earlier.input_tokens),
    output_tokens: Math.max(0, later.output_tokens - earlier.output_tokens),
    total_tokens: Math.max(0, later.total_tokens - earlier.total_tokens),
  };
  if (later.input_token_details !== undefined) {
    difference.input_token_details = subtractDetails(
      later.input_token_details as Details,
      earlier.input_token_details as Details | undefined,
    );
  }
  if (later.output_token_details !== undefined) {
    difference.output_token_details = subtractDetails(
      later.output_token_details as Details,
      earlier.output_token_details as Details | undefined,
    );
  }
  return difference;
}

function addDetails(left: Details | undefined, right: Details | undefined): Details {
  const sum: Details = {};
  for (const details of [left, right]) {
    for (const key in details) {
      const count = details[key];
      if (count !== undefined) sum[key] = (sum[key] ?? 0) + count;
    }
  }
  return sum;
}

function subtractDetails(later: Details, earlier: Details | undefined): Details {
  const difference: Details = {};
  for (const key in later) {
    const count = later[key];
    if (count !== undefined) difference[key] = Math.max(0, count - (earlier?.[key] ?? 0));
  }
  return difference;
}
