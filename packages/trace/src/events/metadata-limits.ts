/** What lists show of a run's metadata at most. */
export const metadataLimits = { maxDepth: 6, maxEntries: 100, maxText: 2000, maxValues: 1000 };
