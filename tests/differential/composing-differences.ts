import type { DeliberateDifference } from "./deliberate-difference.js";
import * as composing from "./rewrites/composing-rewrites.js";
import { reorder } from "./rewrites/rewrite-order.js";

/** Deliberate differences of what composes other runnables: maps, keys, branches, routers and lists. */
export const composingDifferences: readonly DeliberateDifference[] = [
  {
    programs: "all",
    what: "A map's and a branch's run is named, invoked or streamed",
    reason: "LangChain names the one's when it is streamed and the other's when it is invoked.",
    expected: composing.namesComposites,
  },
  {
    programs: "all",
    what: "A dictionary that a map is given is told as it is",
    reason: "So are all others; LangChain wraps this one into `{ input }`.",
    expected: composing.unwrapsMapInputs,
  },
  {
    programs: ["assign: invoke", "assign: what it adds fails", "assign: batch", "assign: as a method"],
    what: "An assign is a run when it is invoked, with its map below it",
    reason: "As when it is streamed, in LangChain too: what was done can be seen.",
    expected: composing.hearsInvokedAssign,
  },
  {
    programs: ["passthrough: its function fails"],
    what: "A passthrough's function is called inside its run",
    reason: "LangChain calls it before the run starts: a failure is heard by nobody.",
    expected: composing.hearsFailedFunction,
  },
  {
    programs: [
      "parallel: stream",
      "parallel: stream, interleaved",
      "parallel: a branch fails in a stream",
      "parallel: its stream is left",
      "assign: stream",
      "assign: what it adds fails in a stream",
      "assign: its stream is left",
      'pick: stream of "a"',
      'pick: stream of "z"',
      "branch: stream",
      "branch: what was chosen fails in a stream",
      "branch: its stream is left",
      "router: stream",
    ],
    what: "Whatever has its whole input starts with it when it is streamed",
    reason: "Only what a stream feeds has no inputs at its start.",
    expected: composing.startsWithWholeInput,
  },
  {
    programs: ["parallel: fed by a stream", "assign: fed by a stream"],
    what: "A lambda in a map that a stream feeds starts when its input is there",
    reason: "Until then it has nothing to do; its duration is its own.",
    expected: composing.lambdasInMapsStartWithTheirInput,
  },
  {
    programs: ["branch: stream", "branch: stream of a chosen model"],
    what: "A branch's output is told as `{ output }` when it is streamed, as when it is invoked",
    reason: "LangChain tells the bare value.",
    expected: composing.wrapsStreamedOutput,
  },
  {
    programs: ["parallel: branches that are done at once", "parallel: from a dictionary at the start of a sequence"],
    what: "A branch of a map that is done at once ends before the next one starts",
    reason: "Nothing is put off that can be done now; branches that wait run side by side.",
    expected: composing.endsAtOnce,
  },
  {
    programs: ["parallel: a branch fails", "each: one fails"],
    what: "One that fails cancels those beside it",
    reason: "Nobody waits for them; LangChain lets them run on, after the end of the run they belong to.",
    expected: composing.cancelsTheOthers,
  },
  {
    programs: ["parallel: a branch fails in a stream"],
    endsOpenRuns: true,
    what: "A branch that fails in a map's stream cancels those beside it",
    reason: "Each start has one end.",
    expected: composing.cancelsTheOthers,
  },
  {
    programs: ["parallel: aborted"],
    what: "The branches of an aborted map end before it does",
    reason: "A child never outlives its parent; in LangChain the parent ends first.",
    expected: reorder(0, 1, 3, 2),
  },
  {
    programs: [
      "parallel: its stream is left",
      "passthrough: its stream is left",
      "assign: its stream is left",
      "pick: its stream is left",
      "branch: its stream is left",
    ],
    endsOpenRuns: true,
    what: "A consumer that leaves the stream of a composed runnable ends every run in it",
    reason: "Each start has one end.",
    expected: composing.endsLeftStream,
  },
  {
    programs: ["parallel: null can't be taken as a runnable", "parallel: 7 can't be taken as a runnable"],
    what: "What can't be taken as a runnable is a `NotARunnableError`",
    reason: "It says what was given.",
    expected: composing.namesNotARunnable,
  },
  {
    programs: ["pick: from null"],
    what: "An input without keys, where some are picked or assigned, is a `NotADictionaryError`",
    reason: "It names the runnable and says what was given.",
    expected: composing.namesNotADictionary,
  },
  {
    programs: ["router: a key it doesn't have", "branch: of nothing"],
    what: "A key that a router doesn't have is an `UnknownRouteError`, a branch of nothing a `NoBranchError`",
    reason: "The one lists the keys that there are, the other says what to pass.",
    expected: composing.namesRoutingErrors,
  },
  {
    programs: ["router: a key it doesn't have, in a batch"],
    what: "In a router's batch only the element fails that has no runnable",
    reason: "So it is with any other failure in a batch; LangChain runs none.",
    expected: composing.runsTheOtherElement,
  },
];
