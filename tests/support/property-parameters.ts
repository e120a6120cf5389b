/**
 * How many cases a property is tried with, and which: as many as its test usually has time for and the same ones each time, unless the
 * environment asks for others. A long run: `EARSHOT_PROPERTY_RUNS=20000 EARSHOT_PROPERTY_SEED=$RANDOM npx vitest run packages/core/tests/property`.
 * A failure prints the seed.
 */
export function propertyParametersOf(usualRuns: number): { readonly numRuns: number; readonly seed: number } {
  const { EARSHOT_PROPERTY_RUNS: runs = usualRuns, EARSHOT_PROPERTY_SEED: seed = 20260 } = process.env;
  return { numRuns: Number(runs), seed: Number(seed) };
}

/** Those of most properties. */
export const propertyParameters = propertyParametersOf(250);

/** How long a test of a property may take, in milliseconds: half a second a case, and time to shrink one that fails. */
export const propertyTimeoutMs = 120_000 + propertyParameters.numRuns * 500;
