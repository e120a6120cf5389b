/** How many cases a property is tried with, and which: the same ones each time, unless the environment asks for others. */
export const propertyParameters = {
  numRuns: Number(process.env["EARSHOT_PROPERTY_RUNS"] ?? 250),
  seed: Number(process.env["EARSHOT_PROPERTY_SEED"] ?? 20260),
} as const;
