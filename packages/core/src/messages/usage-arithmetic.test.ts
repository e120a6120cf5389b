import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsage, subtractUsage } from "./usage-arithmetic.js";

const start = {
  input_tokens: 9,
  output_tokens: 1,
  total_tokens: 10,
  input_token_details: { cache_read: 4, ephemeral_5m_input_tokens: 2 },
};
const end = {
  input_tokens: 9,
  output_tokens: 14,
  total_tokens: 23,
  input_token_details: { cache_read: 4, ephemeral_5m_input_tokens: 2 },
  output_token_details: { reasoning: 3 },
};

describe("addUsage", () => {
  it("sums every kind of token that either side knows", () => {
    expect(addUsage(start, end)).toEqual({
      input_tokens: 18,
      output_tokens: 15,
      total_tokens: 33,
      input_token_details: { cache_read: 8, ephemeral_5m_input_tokens: 4 },
      output_token_details: { reasoning: 3 },
    });
  });

  it("counts a missing side as nothing", () => {
    expect(addUsage(undefined, undefined)).toMatchObject({ input_tokens: 0, total_tokens: 0 });
    expect(addUsage(undefined, start)).toMatchObject(start);
  });
});

describe("subtractUsage", () => {
  it("turns running totals into increments that sum up to the last total", () => {
    const increment = subtractUsage(end, start);
    expect(increment).toMatchObject({
      input_tokens: 0,
      output_tokens: 13,
      total_tokens: 13,
      input_token_details: { cache_read: 0, ephemeral_5m_input_tokens: 0 },
    });
    expect(addUsage(start, increment)).toEqual(end);
  });

  it("is never negative", () => {
    const usage = fc.record({ input_tokens: fc.nat(), output_tokens: fc.nat(), total_tokens: fc.nat() });
    fc.assert(
      fc.property(usage, usage, (later, earlier) => {
        const { input_tokens, output_tokens, total_tokens } = subtractUsage(later, earlier);
        expect(Math.min(input_tokens, output_tokens, total_tokens)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
