import type { Described } from "./describe-value.js";
import type { DeliberateDifference } from "./deliberate-difference.js";
import * as events from "./rewrites/stream-event-rewrites.js";

const answer = { "<class>": "AIMessageChunk", type: "ai" };
const wholeAnswer: Described = {
  ...answer,
  content: "one two three four",
  id: "run-run 2",
  response_metadata: { finish_reason: "stop", model_name: "scripted-1" },
  usage_metadata: {
    input_tokens: 3,
    output_tokens: 4,
    total_tokens: 7,
    input_token_details: {},
    output_token_details: {},
  },
};

/** Every deliberate difference in what `streamEvents` yields. */
export const streamEventsDifferences: readonly DeliberateDifference[] = [
  {
    programs: [
      "stream events: prompt, model and parser",
      "stream events: nested sequences",
      "stream events: the model fails on the way",
      "stream events: with a handler attached",
      "stream events: below a run",
    ],
    what: "In stream events, a model's chunk stands before what is made of it",
    reason: "It is told when it comes; in LangChain, when its consumer asks for the next.",
    expected: events.tellsModelChunksFirst,
  },
  {
    programs: ["stream events: a model that cannot stream"],
    what: "In stream events, what a chain passes on stands before the end of what gave it",
    reason: "A run ends when its consumer has asked for more and there is none.",
    expected: events.passesWholeAnswersOnFirst,
  },
  {
    programs: ["stream events: nested sequences", "stream events: a lambda fails"],
    what: "In stream events, a lambda starts when its input is there, and says it",
    reason: "As it does for every other handler.",
    expected: events.startsLambdasWithTheirInput,
  },
  {
    programs: ["stream events: nested sequences"],
    what: "In stream events, a sequence within another has its chunks told",
    reason: "It streams as the outer one does; LangChain tells those of the outermost alone.",
    expected: events.tellsChunksOfInnerSequences,
  },
  {
    programs: ["stream events: a model that is invoked within a lambda"],
    what: "In stream events, the answer of an invoked model has its finish reason",
    reason: "An answer doesn't depend on who asked for it to be streamed.",
    expected: events.tellsFinishReasons,
  },
  {
    programs: ["stream events: a custom event of an included run"],
    what: "With filters, the first stream event's run has its input told at its end like any other",
    reason: "LangChain takes it for the run that is streamed.",
    expected: events.tellsOwnInput(1, { input: 1 }),
  },
  {
    programs: ["stream events: the streamed run itself is left out"],
    what: "With filters, the first stream event says its own run's input",
    reason: "LangChain says that of the run that is streamed.",
    expected: events.tellsOwnInput(wholeAnswer, {}),
  },
  {
    programs: ["stream events: a lambda fails"],
    what: "In stream events, a run that fails or is aborted ends with `on_…_error`",
    reason: "Each start has one end; in LangChain only a tool's has.",
    expected: events.endsFailedRuns("broken"),
  },
  {
    programs: ["stream events: the model fails on the way"],
    what: "In stream events, whatever a failing model feeds ends with `on_…_error`, with what it was given so far",
    reason: "Each start has one end.",
    expected: events.endsFailedRuns("scripted failure at 2", {
      StrOutputParser: { ...answer, content: "one two ", id: "run-run 3" },
    }),
  },
  {
    programs: ["stream events: with a handler attached", "stream events: below a run"],
    what: "`options` of a model's start don't have the `version` that `streamEvents` was called with",
    reason: "It is no option of the model.",
    expected: events.leavesOutVersion,
  },
  {
    programs: ["stream events: with a handler attached"],
    what: "A stream event has `parent_ids`, outermost first",
    reason: "Without them nobody can tell where it belongs; LangChain's Python events have them.",
    expected: events.namesParents,
  },
  {
    programs: ["stream events: version v1"],
    what: '`streamEvents` with version "v1" is a `StreamEventsVersionError`',
    reason: "It has no use that v2 doesn't serve better.",
    expected: events.refusesVersion1,
  },
];
