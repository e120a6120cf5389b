import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import { callbacksOf } from "../runnables/heard-runnable.js";
import type { RunSpec } from "../runs/run-spec.js";

/** The parts of a retriever that its runs are described by. */
export interface DescribedRetriever {
  readonly name?: string;
  readonly callbacks: readonly Handler[] | undefined;
  readonly tags: readonly string[] | undefined;
  readonly metadata: Readonly<Record<string, unknown>> | undefined;
  readonly verbose?: boolean | undefined;
  getName(): string;
  toJSON(): Serialized;
}

/** Reads what holds for the retriever at the time of the run. */
export class RetrieverRunSpec implements RunSpec {
  readonly kind = "retriever";
  readonly #retriever: DescribedRetriever;
  #serialized: Serialized | undefined = undefined;

  constructor(retriever: DescribedRetriever) {
    this.#retriever = retriever;
  }

  get name(): string {
    return this.#retriever.getName();
  }

  /** LangChain leaves a retriever's runs without a name of their own. */
  get runName(): string | undefined {
    return this.#retriever.name;
  }

  get callbacks(): readonly Handler[] | undefined {
    return callbacksOf(this.#retriever);
  }

  get tags(): readonly string[] | undefined {
    return this.#retriever.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> | undefined {
    return this.#retriever.metadata;
  }

  get serialized(): Serialized {
    return (this.#serialized ??= Object.freeze(this.#retriever.toJSON()));
  }
}
