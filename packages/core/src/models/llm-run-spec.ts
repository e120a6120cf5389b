import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import type { RunSpec } from "../runs/run-spec.js";

/** The parts of a text model that its runs are described by. */
export interface DescribedLLM {
  readonly callbacks?: readonly Handler[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly name?: string;
  getName(): string;
  toJSON(): Serialized;
}

/** Describes the calls of a text model. */
export class LLMRunSpec implements RunSpec {
  readonly kind = "llm";
  readonly #model: DescribedLLM;

  constructor(model: DescribedLLM) {
    this.#model = model;
  }

  get name(): string {
    return this.#model.getName();
  }

  /** LangChain leaves a model's runs without a name of their own. */
  get runName(): string | undefined {
    return this.#model.name;
  }

  get callbacks(): readonly Handler[] | undefined {
    return this.#model.callbacks;
  }

  get tags(): readonly string[] | undefined {
    return this.#model.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> | undefined {
    return this.#model.metadata;
  }

  get serialized(): Serialized {
    return this.#model.toJSON();
  }
}
