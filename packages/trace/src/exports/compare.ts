// Two traces side by side. Nothing here knows of stores or of Node.
export {
  type ComparedRun,
  compareTraces,
  type CompareTracesOptions,
  type TraceComparison,
} from "../compare/compare-traces.js";
export { readableText } from "../compare/readable-text.js";
export { contentOfEvents, type RunContent } from "../compare/run-content.js";
export { roleInWords } from "../compare/role-in-words.js";
export type { DifferingAspect, RunDifference } from "../compare/run-differences.js";
