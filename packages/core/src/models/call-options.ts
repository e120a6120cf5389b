import type { RunnableConfig } from "../context/run-config.js";
import type { Run } from "../runs/run.js";

/** What a call of a chat model may say; a provider adds its own options in an interface that extends this one. */
export interface BaseChatModelCallOptions extends RunnableConfig {
  /** Texts at which the answer ends. */
  stop?: string[];
  /** Which tool the model has to call: its name, `"auto"`, `"any"`, `"none"`, or what the provider has for it. */
  tool_choice?: string | Record<string, unknown>;
}

const configKeys = new Set<string>([
  "callbacks",
  "tags",
  "metadata",
  "runName",
  "runId",
  "signal",
  "timeout",
  "maxConcurrency",
  "recursionLimit",
  "configurable",
  "visibility",
  "waitUntil",
  "store",
  "context",
] satisfies string[]);

/** The options without the config: what is the model's affair. */
export function modelOptionsOf(
  config: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  if (config === undefined) return noOptions;
  let options: Record<string, unknown> | undefined;
  for (const key in config) if (!configKeys.has(key)) (options ??= {})[key] = config[key];
  return options ?? noOptions;
}

const noOptions: Readonly<Record<string, unknown>> = Object.freeze({});

/** The options as a model's methods get them: the caller's own, with the run's signal in place of the caller's. */
export class CallOptions {
  readonly #run: Run;

  constructor(run: Run, options: Readonly<Record<string, unknown>>) {
    this.#run = run;
    if (options !== noOptions) Object.assign(this, options);
  }

  /** Aborted when the run ends in any way but well: also when the consumer leaves, or the time is up. */
  get signal(): AbortSignal {
    return this.#run.signal;
  }
}
