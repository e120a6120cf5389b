import type { DeliberateDifference } from "./deliberate-difference.js";
import { addsFinalOutput, logsModelChunksFirst } from "./rewrites/stream-log-rewrites.js";
import { namesArguments, tracesTheLeftStream } from "./rewrites/tracer-rewrites.js";

/** Every deliberate difference in what `streamLog` yields, and in what a tracer makes of runs. */
export const tracerDifferences: readonly DeliberateDifference[] = [
  {
    programs: ["stream log: prompt, model and parser", "stream log: the runs of some types"],
    what: "In a stream log, a model's chunk stands before what is made of it",
    reason: "As in stream events.",
    expected: logsModelChunksFirst,
  },
  {
    programs: [
      "stream log: prompt, model and parser",
      "stream log: a model alone",
      "stream log: runs of the same name, nested",
      "stream log: the runs of some types",
      "stream log: a lambda fails",
    ],
    what: "In a stream log, the final output is added, not replaced",
    reason: "There is none before, and JSON Patch (RFC 6902) replaces only what is there.",
    expected: addsFinalOutput,
  },
  {
    programs: [
      "tracer: runs by hand",
      "stream events: tool, retriever and model runs by hand",
      "stream events: a tool run by hand fails",
    ],
    what: "Tracers and stream events have a tool's arguments by name, also if it is JSON text that the tool was given",
    reason: "As with any tool, and as in typed events: one that is called is the same whoever calls it.",
    expected: namesArguments,
  },
  {
    programs: ["tracer: a stream is left"],
    what: "A tracer gets the run of a stream that its consumer left, with what there was of it",
    reason: "The run ends; in LangChain it stays in the tracer for good.",
    expected: tracesTheLeftStream,
  },
];
