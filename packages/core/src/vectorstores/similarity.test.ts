import * as langchain from "@langchain/core/utils/math";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cosineSimilarity, maximalMarginalRelevance } from "../exports/utils/math.js";

const vector = (size: number) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: size, maxLength: size });
const vectors = fc.integer({ min: 1, max: 4 }).chain((size) => fc.array(vector(size), { minLength: 1, maxLength: 8 }));

describe("cosineSimilarity", () => {
  it("is LangChain's for any vectors", () => {
    fc.assert(
      fc.property(vectors, (rows) => {
        const ours = cosineSimilarity(rows, rows).flat();
        const theirs = langchain.cosineSimilarity(rows, rows).flat();
        for (const [index, value] of ours.entries()) expect(value).toBeCloseTo(theirs[index]!, 12);
      }),
    );
  });

  it("names the lengths that don't go together", () => {
    expect(() => cosineSimilarity([[1]], [[1, 2]])).toThrow("A vector of 1 numbers can't be compared with one of 2.");
  });
});

describe("maximalMarginalRelevance", () => {
  const scored = fc.tuple(vectors, fc.constantFrom(0, 0.25, 0.5, 0.75, 1), fc.integer({ min: 0, max: 9 }));

  it("picks each once, at most k, the likest first", () => {
    fc.assert(
      fc.property(scored, ([[query, ...candidates], lambda, k]) => {
        const picked = maximalMarginalRelevance(query!, candidates, lambda, k);
        expect(picked).toHaveLength(Math.min(k, candidates.length));
        expect(new Set(picked).size).toBe(picked.length);
        const likeness = cosineSimilarity([query!], candidates)[0]!;
        if (picked.length > 0) expect(likeness[picked[0]!]).toBe(Math.max(...likeness));
      }),
    );
  });

  it.each([
    [
      [1, 0],
      [
        [1, 0],
        [0.9, 0.1],
        [0, 1],
      ],
      0.5,
      2,
    ],
    [
      [1, 0],
      [
        [0.7, 0.7],
        [0.6, 0.8],
        [0.1, 0.9],
      ],
      0.2,
      3,
    ],
    [
      [1, 2, 3],
      [
        [1, 2, 2],
        [3, 2, 1],
        [1, 2, 4],
        [0, 0, 1],
      ],
      0.5,
      4,
    ],
    [[1, 0], [], 0.5, 2],
  ] as [number[], number[][], number, number][])(
    "picks as LangChain does: %j, %j, %d, %d",
    (query, candidates, lambda, k) => {
      expect(maximalMarginalRelevance(query, candidates, lambda, k)).toEqual(
        langchain.maximalMarginalRelevance(query, candidates, lambda, k),
      );
      expect(maximalMarginalRelevance([query], candidates, lambda, k)).toEqual(
        langchain.maximalMarginalRelevance([query], candidates, lambda, k),
      );
    },
  );
});
