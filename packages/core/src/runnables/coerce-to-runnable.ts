import { NotARunnableError } from "./not-a-runnable-error.js";
import { Runnable } from "./runnable.js";
import { RunnableLambda } from "./runnable-lambda.js";

/**
 * What `pipe` and `from` make of what they are given: a runnable stays what it is, a function becomes a `RunnableLambda`.
 *
 * @throws NotARunnableError for anything else
 */
export function coerceToRunnable(value: unknown): Runnable {
  if (Runnable.isRunnable(value)) return value;
  if (typeof value === "function") return new RunnableLambda({ func: value as never });
  throw new NotARunnableError(value);
}
