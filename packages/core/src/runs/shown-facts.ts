import type { RunFacts, RunKind, Visibility } from "../events/run-facts.js";
import type { Serialized } from "../load/serialized.js";

/** A run's facts on their own, so that no handler gets hold of the run. */
export class ShownFacts implements RunFacts {
  declare readonly runId: string;
  declare readonly parentRunId: string | undefined;
  declare readonly rootRunId: string;
  declare readonly kind: RunKind;
  declare readonly runType: string | undefined;
  declare readonly name: string;
  declare readonly runName: string | undefined;
  declare readonly tags: readonly string[];
  declare readonly metadata: Readonly<Record<string, unknown>>;
  declare readonly visibility: Visibility;
  readonly #source: RunFacts;

  constructor(source: RunFacts) {
    this.runId = source.runId;
    this.parentRunId = source.parentRunId;
    this.rootRunId = source.rootRunId;
    this.kind = source.kind;
    this.runType = source.runType;
    this.name = source.name;
    this.runName = source.runName;
    this.tags = source.tags;
    this.metadata = source.metadata;
    this.visibility = source.visibility;
    this.#source = source;
  }

  get serialized(): Serialized {
    return this.#source.serialized;
  }
}
