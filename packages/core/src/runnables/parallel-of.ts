import { NotARunnableError } from "./not-a-runnable-error.js";
import { RunnableMap } from "./runnable-map.js";

/**
 * What a dictionary in the place of a runnable is taken for. Only a plain object is one: a list or a date got there by mistake.
 *
 * @throws NotARunnableError for anything else, and for what in it can't be taken as a runnable
 */
export function parallelOf(steps: object): RunnableMap {
  const prototype: unknown = Object.getPrototypeOf(steps);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotARunnableError(steps, isOfAISDK(steps) ? fromAISDK : "");
  return new RunnableMap({ steps: steps as never });
}

const fromAISDK = " A model of AI SDK becomes one by `fromAISDK` of @earshot/ai-sdk.";

/** A model of AI SDK, known by its methods. */
const isOfAISDK = (value: object): boolean => "doGenerate" in value && "doStream" in value;
