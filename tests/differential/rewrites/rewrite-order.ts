import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";

const runStarted = (call: HandlerCall) => call.arguments[2];
const runEnded = (call: HandlerCall) => call.arguments[1];
const isStart = (call: HandlerCall) => call.method.endsWith("Start");
const isEnd = (call: HandlerCall) => /(End|Error)$/.test(call.method);
/** The class of the component that a start tells. */
export const componentOf = (call: HandlerCall): string | undefined =>
  (call.arguments[0] as { readonly id?: readonly string[] } | null)?.id?.at(-1);
const isLambda = (call: HandlerCall) => componentOf(call) === "RunnableLambda";

/** The calls with `more` put in after the last one for which `find` holds, or at the end. */
export function insertAfter(find: (call: HandlerCall) => boolean, ...more: readonly HandlerCall[]): Rewrite {
  return rewriteCalls((calls) => {
    const place = calls.reduce((found, call, index) => (find(call) ? index + 1 : found), -1);
    return place === -1 ? calls : [...calls.slice(0, place), ...more, ...calls.slice(place)];
  });
}

/** The calls with `more` at their end. */
export function append(...more: readonly HandlerCall[]): Rewrite {
  return rewriteCalls((calls) => [...calls, ...more]);
}

/** The calls in another order, given by where each stands now. */
export function reorder(...places: readonly number[]): Rewrite {
  return rewriteCalls((calls) => places.map((place) => calls[place] as HandlerCall));
}

/** A deferred lambda's start says the inputs that LangChain tells with its end, and its end the output like any other's. */
export const undeferLambdas: Rewrite = undefer(isLambda);

/** The same for whatever has its whole input; `others` are the inputs of those that LangChain doesn't end. */
export function undefer(hasWholeInput: (start: HandlerCall) => boolean, others: Described = "<unknown>"): Rewrite {
  return rewriteCalls((calls) => undeferCalls(calls, hasWholeInput, others));
}

function undeferCalls(
  calls: readonly HandlerCall[],
  hasWholeInput: (start: HandlerCall) => boolean,
  others: Described,
): readonly HandlerCall[] {
  const inputs = new Map<Described | undefined, Described>();
  const deferred = new Set(calls.filter((call) => call.arguments.length === 9 && hasWholeInput(call)).map(runStarted));
  for (const call of calls) {
    const told = call.arguments[4] as DescribedObject | undefined;
    if (isEnd(call) && deferred.has(runEnded(call)) && told !== undefined)
      inputs.set(runEnded(call), told.inputs as Described);
  }
  return calls.map((call) => {
    if (isStart(call) && deferred.has(runStarted(call))) {
      const [component, , ...rest] = call.arguments;
      return {
        method: call.method,
        arguments: [component as Described, inputs.get(runStarted(call)) ?? others, ...rest.slice(0, 6)],
      };
    }
    if (!isEnd(call) || !deferred.has(runEnded(call))) return call;
    const [value, run, parent, tags] = call.arguments as readonly [Described, Described, Described, Described];
    const isDictionary = typeof value === "object" && value !== null && !Array.isArray(value);
    const output = call.method === "handleChainEnd" && !isDictionary ? { output: value } : value;
    return { method: call.method, arguments: [output, run, parent, tags] };
  });
}

/** A lambda inside a stream starts when its input has arrived: just before it ends. */
export const lambdasStartWithTheirInput: Rewrite = rewriteCalls((calls) => {
  const starts = new Map(
    calls.filter((call) => isStart(call) && isLambda(call)).map((call) => [runStarted(call), call]),
  );
  return calls
    .filter((call) => starts.get(runStarted(call)) !== call)
    .flatMap((call) => {
      const start = isEnd(call) ? starts.get(runEnded(call)) : undefined;
      return start === undefined ? [call] : [start, call];
    });
});
