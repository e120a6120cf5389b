import type { Described } from "../describe-value.js";
import type { Recording } from "../normalise-recording.js";
import type { HandlerCall } from "../recorder.js";
import { callOf } from "./calls.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";

const startedRun = (call: HandlerCall) => call.arguments[2] as string;
const endedRun = (call: HandlerCall) => call.arguments[1] as string;
const isStart = (call: HandlerCall) => call.method.endsWith("Start");
const runOf = (call: HandlerCall) =>
  isStart(call) || call.method === "handleLLMNewToken" ? startedRun(call) : endedRun(call);

/** Leaves out all that is said of these runs. */
export const withoutRuns = (...runs: readonly string[]): Rewrite =>
  rewriteCalls((calls) => calls.filter((call) => !runs.includes(runOf(call))));

/** Another outcome, made from the one there is. */
export const rewriteOutcome =
  (rewrite: (outcome: DescribedObject) => DescribedObject): Rewrite =>
  ({ calls, outcome }) => ({ calls, outcome: rewrite(outcome as DescribedObject) });

/** The listeners that were attached first are told of the end, too. */
export const tellsFirstListeners: Rewrite = rewriteOutcome(({ returned }) => {
  const [moment, started] = returned as readonly [Described, readonly Described[]];
  const ended = started.map((fact, place) => [fact, fact, fact, { output: 4 }][place] ?? fact);
  return { returned: [moment as Described, started, "end", [...ended.slice(0, 9), ["start", "end"], false, []]] };
});

/** What isn't an error is thrown and told as it is; the next attempt is made, and succeeds. */
export const retriesWhatIsNoError: Rewrite = ({ calls }) => {
  const [retryStart, firstStart, firstEnd] = calls as readonly [HandlerCall, HandlerCall, HandlerCall];
  const second = { run: "run 3", parent: "run 1", tags: ["retry:attempt:2"] };
  return {
    calls: [
      retryStart,
      firstStart,
      firstEnd,
      startLike(firstStart, second),
      callOf("handleChainEnd", { output: 2 }, second),
      callOf("handleChainEnd", { output: 2 }, { run: "run 1" }),
    ],
    outcome: { returned: 2 },
  };
};

/** Each run of a batch ends with what became of its own input. */
export const endsEachWithItsOwn: Rewrite = rewriteCalls((calls) => {
  const roots = calls.filter((call) => isStart(call) && call.arguments[3] === "<undefined>").map(startedRun);
  return calls.map((call) => {
    const place = call.method === "handleChainEnd" ? roots.indexOf(endedRun(call)) : -1;
    if (place === -1) return call;
    const own = ((call.arguments[0] as DescribedObject).output as readonly Described[])[place] as Described;
    const hasFailed = typeof own === "object" && own !== null && "message" in own;
    return {
      method: hasFailed ? "handleChainError" : "handleChainEnd",
      arguments: [hasFailed ? own : { output: own }, ...call.arguments.slice(1)],
    };
  });
});

/** A retrying runnable as it is written down, of what LangChain's recording has alone. */
const retryOf = (bound: Described): Described => ({
  lc: 1,
  type: "constructor",
  id: ["langchain_core", "runnables", "RunnableRetry"],
  kwargs: { bound, kwargs: {}, config: {}, max_attempt_number: 3 },
});

/** What was a root run is the first attempt of a retrying one's. */
function belowRetry({ calls, outcome }: Recording, name: string, input: Described): Recording {
  const start: HandlerCall = {
    method: "handleChainStart",
    arguments: [
      retryOf((calls[0] as HandlerCall).arguments[0] as Described),
      { input },
      "run 1",
      "<undefined>",
      [],
      {},
      "<undefined>",
      name,
    ],
  };
  const json = JSON.stringify({ calls, outcome }).replaceAll("run 1", "run 2");
  const below = JSON.parse(json) as Recording;
  return { calls: [start, ...below.calls.map((call) => withParent(call, "run 1"))], outcome: below.outcome };
}

function withParent(call: HandlerCall, parent: string): HandlerCall {
  const given = [...call.arguments];
  given[given.indexOf(runOf(call)) + 1] = parent;
  return { method: call.method, arguments: given };
}

/** The retried stream ends with what its model gave. */
export const retriesModelStream: Rewrite = (recording) => {
  const below = belowRetry(recording, "StreamingModel", "hi");
  const end = below.calls.at(-1) as HandlerCall;
  const last =
    end.method === "handleLLMEnd"
      ? callOf("handleChainEnd", messageOf(end), { run: "run 1" })
      : callOf("handleChainError", end.arguments[0] as Described, { run: "run 1" });
  return { calls: [...below.calls, last], outcome: below.outcome };
};

/** The stream of a lambda that fails once is tried again. */
export const retriesLambdaStream: Rewrite = (recording) => {
  const below = belowRetry(recording, "RunnableLambda", 1);
  const second = { run: "run 3", parent: "run 1", tags: ["retry:attempt:2"] };
  const [, firstStart, firstEnd] = below.calls as readonly [HandlerCall, HandlerCall, HandlerCall];
  const { threw } = below.outcome as { readonly threw: Described };
  const first = { run: "run 2", parent: "run 1" };
  return {
    calls: [
      below.calls[0] as HandlerCall,
      startLike(firstStart, { ...first, tags: [] }),
      callOf(firstEnd.method, threw, first),
      startLike(firstStart, second),
      callOf("handleChainEnd", { output: 2 }, second),
      callOf("handleChainEnd", { output: 2 }, { run: "run 1" }),
    ],
    outcome: { returned: [2] },
  };
};

/** Another lambda's run with the input 1. */
function startLike(
  start: HandlerCall,
  { run, parent, tags }: { readonly run: string; readonly parent: string; readonly tags: readonly string[] },
): HandlerCall {
  const [component, , , , , ...rest] = start.arguments;
  return {
    method: start.method,
    arguments: [component as Described, { input: 1 }, run, parent, tags, ...rest.slice(0, 3)],
  };
}

/** The message that a model's run ended with. */
function messageOf(end: HandlerCall): Described {
  const { generations } = end.arguments[0] as { readonly generations: readonly (readonly DescribedObject[])[] };
  return generations[0]?.[0]?.message as Described;
}

/** A stream with fallbacks ends with the output of the model that gave it. */
export const endsFallbacksWithOutput: Rewrite = rewriteCalls((calls) => {
  const model = calls.filter(({ method }) => method === "handleLLMEnd").at(-1) as HandlerCall;
  return calls.map((call) =>
    call.method === "handleChainEnd" ? callOf(call.method, messageOf(model), { run: "run 1" }) : call,
  );
});

/** Only the input that failed is tried again, and the others keep their outputs. */
export const fallsBackForFailedInput: Rewrite = ({ calls, outcome }) => {
  const roots = calls.filter((call) => isStart(call) && call.arguments[3] === "<undefined>").map(startedRun);
  const rewritten = roots.flatMap((root) => {
    const own = calls.filter((call) => call.arguments.includes(root));
    if (own.some(({ method }) => method === "handleChainError")) return own;
    const [start, firstStart, firstEnd, , , end] = own as readonly HandlerCall[];
    const output = (firstEnd as HandlerCall).arguments[0] as Described;
    return [start, firstStart, firstEnd, callOf((end as HandlerCall).method, output, { run: root })] as HandlerCall[];
  });
  const [, second] = (outcome as { readonly returned: readonly Described[] }).returned;
  return { calls: renumber(rewritten), outcome: { returned: [1, second as Described, 3] } };
};

/** Runs are named in the order in which they are first heard of. */
function renumber(calls: readonly HandlerCall[]): HandlerCall[] {
  const names = new Map<string, string>();
  const json = JSON.stringify(calls).replaceAll(/run \d+/g, (run) => {
    const name = names.get(run) ?? `run ${names.size + 1}`;
    names.set(run, name);
    return name;
  });
  return JSON.parse(json) as HandlerCall[];
}

/** Made-up ids in drawings, in the order of their appearance, by what is shown in their place. */
export const namesNodes = (...names: readonly string[]): Rewrite =>
  rewriteOutcome((outcome) => {
    const json = JSON.stringify(outcome).replaceAll(/run (\d+)/g, (_, place: string) => names[Number(place) - 1] ?? "");
    return JSON.parse(json) as DescribedObject;
  });
