import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { rewriteCalls, type DescribedObject, type Rewrite } from "./rewrite.js";

/** Rewrites every object in every argument and in the outcome, the innermost first. */
export function rewriteObjects(rewrite: (object: DescribedObject) => DescribedObject): Rewrite {
  const inside = (value: Described): Described => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item: Described) => inside(item));
    return rewrite(
      Object.fromEntries(Object.entries(value as DescribedObject).map(([key, item]) => [key, inside(item)])),
    );
  };
  return ({ calls, outcome }) => ({
    calls: calls.map((call) => ({ method: call.method, arguments: call.arguments.map(inside) })),
    outcome: inside(outcome),
  });
}

/** Rewrites the argument at `place` of the calls whose method matches. */
export function rewriteArgument(
  method: RegExp,
  place: number,
  rewrite: (argument: Described, call: HandlerCall) => Described,
): Rewrite {
  return rewriteCalls((calls) =>
    calls.map((call) => {
      if (!method.test(call.method)) return call;
      const given = [...call.arguments];
      while (given.length <= place) given.push("<undefined>");
      given[place] = rewrite(given[place] as Described, call);
      while (given.at(-1) === "<undefined>") given.pop();
      return { method: call.method, arguments: given };
    }),
  );
}

/** Leaves keys out of every object that has them all. */
export function withoutKeys(...keys: readonly string[]): Rewrite {
  return rewriteObjects((object) => {
    if (!keys.every((key) => key in object)) return object;
    return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
  });
}

/** Puts another error in the place of the one with this message; its LangChain error code stays. */
export function withError(
  message: string,
  error: { readonly name: string; readonly message: string },
  className = error.name,
): Rewrite {
  return rewriteObjects((object) =>
    object.message === message ? { ...object, "<class>": className, ...error } : object,
  );
}

/** Puts other tags, or the same in another order, wherever exactly these are. */
export function withTags(tags: readonly string[], others: readonly string[]): Rewrite {
  const before = JSON.stringify(tags);
  const inside = (value: Described): Described => {
    if (JSON.stringify(value) === before) return others;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value as DescribedObject).map(([key, item]) => [key, inside(item)]));
  };
  return ({ calls, outcome }) => ({
    calls: calls.map((call) => ({ method: call.method, arguments: call.arguments.map(inside) })),
    outcome: inside(outcome),
  });
}
