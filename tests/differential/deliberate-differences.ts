import type { DeliberateDifference } from "./deliberate-difference.js";

/** Every deliberate difference; what isn't here is the same on both, argument by argument. */
export const deliberateDifferences: readonly DeliberateDifference[] = [];
