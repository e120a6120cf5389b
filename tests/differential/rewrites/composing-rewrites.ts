import type { Described } from "../describe-value.js";
import type { Recording } from "../normalise-recording.js";
import type { HandlerCall } from "../recorder.js";
import { callOf } from "./calls.js";
import { combine } from "./combine.js";
import { componentOf, undefer, undeferLambdas, append } from "./rewrite-order.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";
import { rewriteArgument, withError } from "./rewrite-values.js";

const isStart = (call: HandlerCall) => call.method === "handleChainStart";
const runOf = (call: HandlerCall) => call.arguments[isStart(call) ? 2 : 1] as string;
const parentOf = (call: HandlerCall) => call.arguments[isStart(call) ? 3 : 2] as string;
const tagsOf = (call: HandlerCall) => call.arguments[isStart(call) ? 4 : 3] as readonly string[];
const isDictionary = (value: Described | undefined): value is DescribedObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The run of a map or a branch is named, as others are. */
export const namesComposites: Rewrite = rewriteArgument(/^handleChainStart$/, 7, (name, call) => {
  const component = componentOf(call) ?? "";
  return name === "<undefined>" && ["RunnableMap", "RunnableBranch"].includes(component) ? component : name;
});

/** A dictionary that a map is given is told as it is. */
export const unwrapsMapInputs: Rewrite = rewriteArgument(/^handleChainStart$/, 1, (inputs, call) => {
  const given = (inputs as DescribedObject).input;
  return componentOf(call) === "RunnableMap" && isDictionary(given) ? given : inputs;
});

/** A branch's streamed output is told as its invoked one is. */
export const wrapsStreamedOutput: Rewrite = rewriteArgument(/^handleChainEnd$/, 0, (output, call) =>
  parentOf(call) === "<undefined>" && !isDictionary(output) ? { output } : output,
);

/** What is given a whole value to stream from starts with it. */
export const startsWithWholeInput: Rewrite = (recording) => {
  const known = recording.calls.map((call) => (call.arguments.at(-1) as DescribedObject | null)?.inputs);
  const inputs = known.find((value) => value !== undefined) ?? wholeInputs[rootOf(recording)];
  const wholly = ["RunnableLambda", "RunnableMap", "RunnableAssign", "RunnablePick"];
  return undefer((start) => wholly.includes(componentOf(start) ?? ""), inputs)(recording);
};

/** What the programs stream from whose streams are left: LangChain never tells. */
const wholeInputs: Readonly<Record<string, Described>> = {
  RunnableMap: { input: "a" },
  RunnableAssign: { text: "abc" },
};

const rootOf = ({ calls }: Recording): string => (calls[0] && componentOf(calls[0])) ?? "";

/** A lambda in a map that a stream feeds starts when its input is there, which is when others see that their stream is over. */
export const lambdasInMapsStartWithTheirInput: Rewrite = combine(
  undeferLambdas,
  rewriteCalls((calls) => {
    const isBranch = (call: HandlerCall) => tagsOf(call)[0]?.startsWith("map:key:") === true;
    const isLate = (call: HandlerCall) => isStart(call) && isBranch(call) && componentOf(call) === "RunnableLambda";
    const others = calls.filter((call) => !isLate(call));
    const place = others.findIndex((call) => !isStart(call) && isBranch(call));
    return [...others.slice(0, place), ...calls.filter(isLate), ...others.slice(place)];
  }),
);

/** A branch that is done at once ends before the next one starts. */
export const endsAtOnce: Rewrite = rewriteCalls((calls) => {
  const atOnce = calls.filter(
    (call) => isStart(call) && ["RunnablePassthrough", "RunnablePick"].includes(componentOf(call) ?? ""),
  );
  const runs = new Set(atOnce.map(runOf));
  const endOf = (run: string) => calls.find((call) => !isStart(call) && runOf(call) === run);
  return calls
    .filter((call) => isStart(call) || !runs.has(runOf(call)))
    .flatMap((call) => (runs.has(runOf(call)) ? [call, endOf(runOf(call)) as HandlerCall] : [call]));
});

/** What is still at work when the root run fails is cancelled before it ends. */
export const cancelsTheOthers: Rewrite = rewriteCalls((calls) => {
  const place = calls.findIndex((call) => call.method === "handleChainError" && parentOf(call) === "<undefined>");
  const ended = new Set(calls.slice(0, place).flatMap((call) => (isStart(call) ? [] : [runOf(call)])));
  const open = calls.filter((call) => isStart(call) && parentOf(call) !== "<undefined>" && !ended.has(runOf(call)));
  const cancelled = open.map((call) =>
    callOf("handleChainError", orphaned, { run: runOf(call), parent: parentOf(call), tags: tagsOf(call) }),
  );
  return [...calls.slice(0, place), ...cancelled, calls[place] as HandlerCall];
});

const orphaned: Described = {
  "<class>": "RunAbortedError",
  name: "AbortError",
  message: 'Run "RunnableLambda" was aborted: the run it belongs to has ended.',
};

/** What ends when the stream of the root component is left, with what there was of it. */
export const endsLeftStream: Rewrite = (recording) => endings[rootOf(recording)]?.(recording) ?? recording;

const fed = (output: Described, inputs: Described): HandlerCall => {
  const { method, arguments: given } = callOf("handleChainEnd", output, { run: "run 1" });
  return { method, arguments: [...given, { inputs }] };
};

const endings: Readonly<Record<string, Rewrite>> = {
  RunnablePassthrough: append(fed("a", { input: "a" })),
  RunnablePick: append(fed("x", { a: "x" })),
  RunnableBranch: append(callOf("handleChainEnd", { output: "medium" }, { run: "run 1" })),
  RunnableMap: append(
    callOf("handleChainEnd", { output: "a" }, { run: "run 2", parent: "run 1", tags: ["map:key:a"] }),
    callOf("handleChainEnd", { a: "a" }, { run: "run 1" }),
  ),
  RunnableAssign: append(
    callOf("handleChainEnd", {}, { run: "run 3", parent: "run 2", tags: ["map:key:slow"] }),
    callOf("handleChainEnd", {}, { run: "run 2", parent: "run 1" }),
    callOf("handleChainEnd", { text: "abc" }, { run: "run 1" }),
  ),
};

/** A passthrough's function is called inside its run. */
export const hearsFailedFunction: Rewrite = ({ calls, outcome }) => {
  const { threw } = outcome as { readonly threw: Described };
  const component = {
    lc: 1,
    type: "constructor",
    id: ["langchain_core", "runnables", "RunnablePassthrough"],
    kwargs: { func: "<function>" },
  };
  const start: HandlerCall = {
    method: "handleChainStart",
    arguments: [component, { input: "a" }, "run 1", "<undefined>", [], {}, "<undefined>", "RunnablePassthrough"],
  };
  return { calls: [...calls, start, callOf("handleChainError", threw, { run: "run 1" })], outcome };
};

/** An assign that is invoked is a run, with its map below it. */
export const hearsInvokedAssign: Rewrite = ({ calls, outcome }) => {
  const assigns = new Map(
    calls.filter((call) => isStart(call) && componentOf(call) === "RunnableMap").map((call) => [runOf(call), call]),
  );
  const wrapped = calls.flatMap((call) => {
    const start = assigns.get(runOf(call));
    if (start === undefined) return [call];
    return isStart(call) ? assignStart(call) : assignEnd(call, start);
  });
  return renumber({ calls: wrapped, outcome });
};

function assignStart(call: HandlerCall): HandlerCall[] {
  const [mapper, inputs, run, parent, tags, metadata] = call.arguments as readonly Described[];
  const component = {
    lc: 1,
    type: "constructor",
    id: ["langchain_core", "runnables", "RunnableAssign"],
    kwargs: { mapper: mapper as Described },
  };
  const own = [`${String(run)}a`, parent, tags, metadata, "<undefined>", "RunnableAssign"] as Described[];
  const below = [`${String(run)}a`, inheritedTags(tags), metadata, "<undefined>", "RunnableMap"] as Described[];
  return [
    { method: call.method, arguments: [component, inputs as Described, ...own] },
    { method: call.method, arguments: [mapper as Described, inputs as Described, run as Described, ...below] },
  ];
}

function assignEnd(call: HandlerCall, start: HandlerCall): HandlerCall[] {
  const [value, run, parent, tags] = call.arguments as readonly [Described, string, Described, Described];
  const whole = call.method === "handleChainEnd" ? { ...(start.arguments[1] as object), ...(value as object) } : value;
  return [
    { method: call.method, arguments: [value, run, `${run}a`, inheritedTags(tags)] },
    { method: call.method, arguments: [whole, `${run}a`, parent, tags] },
  ];
}

const inheritedTags = (tags: Described | undefined): Described =>
  (tags as readonly string[]).filter((tag) => !tag.startsWith("seq:step:"));

/** Names the runs by the order in which they appear, again. */
function renumber(recording: Recording): Recording {
  const names = new Map<string, string>();
  const json = JSON.stringify(recording).replaceAll(/"run (\d+a?)"/g, (_, run: string) => {
    if (!names.has(run)) names.set(run, `"run ${names.size + 1}"`);
    return names.get(run) as string;
  });
  return JSON.parse(json) as Recording;
}

const notARunnable = (given: string) => ({
  name: "NotARunnableError",
  message: `A step of a chain is ${given}. Pass a runnable, a function, or a dictionary of those.`,
});

/** What can't be taken as a runnable, by its own error. */
export const namesNotARunnable: Rewrite = combine(
  withError("Cannot convert undefined or null to object", notARunnable("null")),
  withError(
    "Expected a Runnable, function or object.\nInstead got an unsupported type.",
    notARunnable("of type number"),
  ),
);

/** A router without that key, and a branch without branches, by their own errors. */
export const namesRoutingErrors: Rewrite = combine(
  withError('No runnable associated with key "other".', {
    name: "UnknownRouteError",
    message: 'There is no runnable for the key "other". The router has "increment".',
  }),
  withError("RunnableBranch requires at least one branch", {
    name: "NoBranchError",
    message:
      "A RunnableBranch of nothing can't be run. Pass at least what is to run when no condition holds, as the last element.",
  }),
);

/** Something without keys, by its own error. */
export const namesNotADictionary: Rewrite = withError("Cannot read properties of null (reading 'a')", {
  name: "NotADictionaryError",
  message:
    '"RunnablePick" works on the keys of its input and was given null. Put a step before it that gives an object.',
});

/** The element of a batch that has a runnable is run; what the caller gets is the other one's error. */
export const runsTheOtherElement: Rewrite = ({ calls }) => {
  const lambda = { lc: 1, type: "not_implemented", id: ["langchain_core", "runnables", "RunnableLambda"] };
  const start: HandlerCall = {
    method: "handleChainStart",
    arguments: [lambda, { input: 1 }, "run 1", "<undefined>", [], {}, "<undefined>", "RunnableLambda"],
  };
  const message = 'There is no runnable for the key "other". The router has "increment".';
  return {
    calls: [...calls, start, callOf("handleChainEnd", { output: 2 }, { run: "run 1" })],
    outcome: { threw: { "<class>": "UnknownRouteError", name: "UnknownRouteError", message } },
  };
};
