/**
 * How many cases a property is tried with, and which: the same ones each time, unless the environment asks for others. A long run:
 * `EARSHOT_PROPERTY_RUNS=20000 EARSHOT_PROPERTY_SEED=$RANDOM npx vitest run packages/core/tests/property`. A failure prints the seed.
 */
export const propertyParameters = {
  numRuns: Number(process.env["EARSHOT_PROPERTY_RUNS"] ?? 250),
  seed: Number(process.env["EARSHOT_PROPERTY_SEED"] ?? 20260),
} as const;

/** How long a test of a property may take, in milliseconds: half a second a case, and time to shrink one that fails. */
export const propertyTimeoutMs = 120_000 + propertyParameters.numRuns * 500;
