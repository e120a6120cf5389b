import { EarshotError } from "../errors/earshot-error.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { Runnable } from "./runnable.js";

/** The kinds of runnable that a method of every runnable builds. */
export interface RunnableFactories {
  sequence(first: Runnable, next: unknown): Runnable;
  binding(bound: Runnable, config: RunnableConfig): Runnable;
}

let factories: RunnableFactories | undefined;

/** Fills the port: called by every public subpath that hands out runnables. */
export function installFactories(made: RunnableFactories): void {
  factories = made;
}

/**
 * The port through which `runnable.ts` builds sequences and bindings without importing them: they extend what it defines.
 *
 * @throws if no public subpath was imported
 */
export function runnableFactories(): RunnableFactories {
  if (factories !== undefined) return factories;
  throw new EarshotError('Runnables are not wired up. Import "@earshot/core/runnables" before you compose.', {
    code: "NOT_WIRED",
  });
}
