import { cosine } from "./cosine-similarity.js";

/**
 * Picks, one after the other, the candidate that is most like the query and least like those already picked; answers their places,
 * the best first. The first is the one most like the query; of equals the earlier.
 *
 * @param lambda 1 looks at likeness to the query alone, 0 at difference from the others alone
 * @param k how many to pick; all of them if there are no more
 * @throws VectorMismatchError if the vectors are not all of one length
 * @example
 * ```ts
 * import { maximalMarginalRelevance } from "@earshot/core/utils/math";
 *
 * const candidates = [[1, 0], [0.99, 0.01], [0.5, 0.5]];
 * console.log(maximalMarginalRelevance([1, 0], candidates, 0.3, 2)); // => [ 0, 2 ]
 * ```
 */
export function maximalMarginalRelevance(
  query: readonly number[] | readonly (readonly number[])[],
  candidates: readonly (readonly number[])[],
  lambda = 0.5,
  k = 4,
): number[] {
  const vector = (Array.isArray(query[0]) ? query[0] : query) as readonly number[];
  const relevance = candidates.map((candidate) => cosine(vector, candidate));
  const likest = candidates.map(() => Number.NEGATIVE_INFINITY); // to any that is picked
  const left = new Set(candidates.keys());
  const picked: number[] = [];
  while (picked.length < k && left.size > 0) {
    const last = picked.at(-1);
    let best = -1;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const index of left) {
      if (last !== undefined)
        likest[index] = Math.max(
          likest[index] as number,
          cosine(candidates[last] as number[], candidates[index] as number[]),
        );
      const score =
        last === undefined
          ? (relevance[index] as number)
          : lambda * (relevance[index] as number) - (1 - lambda) * (likest[index] as number);
      if (best === -1 || score > bestScore) {
        best = index;
        bestScore = score;
      }
    }
    left.delete(best);
    picked.push(best);
  }
  return picked;
}
