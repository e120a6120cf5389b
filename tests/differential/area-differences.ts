import { retrievalDifferences } from "./retrieval-differences.js";
import { modelDifferences } from "./model-differences.js";
import { promptDifferences } from "./prompt-differences.js";
import { parserDifferences } from "./parser-differences.js";
import { toolDifferences } from "./tool-differences.js";
import { composingDifferences } from "./composing-differences.js";
import { resilienceDifferences } from "./resilience-differences.js";
import { streamEventsDifferences } from "./stream-events-differences.js";
import { tracerDifferences } from "./tracer-differences.js";
import type { DeliberateDifference } from "./deliberate-difference.js";

/** Those of the areas that have a file of their own. */
export const areaDifferences: readonly DeliberateDifference[] = [
  ...toolDifferences,
  ...composingDifferences,
  ...resilienceDifferences,
  ...streamEventsDifferences,
  ...tracerDifferences,
  ...parserDifferences,
  ...promptDifferences,
  ...modelDifferences,
  ...retrievalDifferences,
];
