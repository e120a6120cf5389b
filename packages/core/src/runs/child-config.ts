import { isOwnConfigKey, type Callbacks, type RunnableConfig } from "../context/run-config.js";
import type { Run } from "./run.js";

/** Where a config keeps the run whose body it was made for; enumerable, so that `{ ...config }` stays below that run. */
const parentRun: unique symbol = Symbol.for("earshot.run") as never;

/**
 * The config that a run's body is handed: whatever is invoked with it, or with a copy of it, runs below that run. It carries the
 * keys of the run's own config that Earshot doesn't know.
 */
export class ChildConfig implements RunnableConfig {
  declare readonly callbacks: Callbacks;
  declare readonly tags: readonly string[];
  declare readonly metadata: Readonly<Record<string, unknown>>;
  declare readonly [parentRun]: Run;

  constructor(run: Run, callbacks: Callbacks) {
    this.callbacks = callbacks;
    this.tags = run.childAudience.tags;
    this.metadata = run.childAudience.metadata;
    this[parentRun] = run;
    const config = configOf(run);
    if (config !== undefined) copyForeignKeys(config, this);
  }

  /** The run's own signal. Not copied by a spread, and no loss there: cancelling reaches the runs below by themselves. */
  get signal(): AbortSignal {
    return this[parentRun].signal;
  }
}

/** The run that a config was made for, or copied from a config that was. */
export function parentOfConfig(config: RunnableConfig | undefined): Run | undefined {
  return (config as { readonly [parentRun]?: Run } | undefined)?.[parentRun];
}

/** The config of the call that a run is part of: a step of a sequence has none of its own. */
export function configOf(run: Run): RunnableConfig | undefined {
  let source: Run | undefined = run;
  while (source !== undefined && source.config === undefined) source = source.parent;
  return source?.config;
}

function copyForeignKeys(config: RunnableConfig, target: ChildConfig): void {
  for (const key in config) {
    if (!isOwnConfigKey(key))
      (target as unknown as Record<string, unknown>)[key] = (config as Record<string, unknown>)[key];
  }
}
