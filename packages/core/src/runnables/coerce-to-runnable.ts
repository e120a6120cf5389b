import { NotARunnableError } from "./not-a-runnable-error.js";
import { Runnable } from "./runnable.js";
import { runnableFactory } from "./runnable-factories.js";
import { RunnableLambda } from "./runnable-lambda.js";

/**
 * What `pipe` and `from` make of what they are given: a runnable stays what it is, a function becomes a `RunnableLambda`, a dictionary a
 * `RunnableMap` of what its values become.
 *
 * @throws NotARunnableError for anything else
 */
export function coerceToRunnable(value: unknown): Runnable {
  if (Runnable.isRunnable(value)) return value;
  if (typeof value === "function") return new RunnableLambda({ func: value as never });
  if (typeof value === "object" && value !== null) return runnableFactory("parallel")(value);
  throw new NotARunnableError(value);
}
