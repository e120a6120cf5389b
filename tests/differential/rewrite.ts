import type { Described } from "./describe-value.js";
import type { Recording } from "./normalise-recording.js";
import type { HandlerCall } from "./recorder.js";

type DescribedObject = { readonly [key: string]: Described };

/** A recording with other calls, or another outcome. */
export function withCalls(rewrite: (calls: readonly HandlerCall[]) => readonly HandlerCall[]): (recording: Recording) => Recording {
  return ({ calls, outcome }) => ({ calls: rewrite(calls), outcome });
}

/** A recording in which one argument of some calls is another. */
export function withArgument(
  method: RegExp,
  place: number,
  rewrite: (argument: Described, call: HandlerCall) => Described,
): (recording: Recording) => Recording {
  const rewriteCall = (call: HandlerCall): HandlerCall => {
    if (!method.test(call.method)) return call;
    const given = [...call.arguments];
    while (given.length <= place) given.push("<undefined>");
    given[place] = rewrite(given[place] as Described, call);
    while (given.at(-1) === "<undefined>") given.pop();
    return { method: call.method, arguments: given };
  };
  return withCalls((calls) => calls.map(rewriteCall));
}

/** A description with every object in it rewritten, the innermost first. */
export function mapObjects(value: Described, rewrite: (object: DescribedObject) => DescribedObject): Described {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Described) => mapObjects(item, rewrite));
  const entries = Object.entries(value as DescribedObject).map(([key, item]) => [key, mapObjects(item, rewrite)] as const);
  return rewrite(Object.fromEntries(entries));
}
