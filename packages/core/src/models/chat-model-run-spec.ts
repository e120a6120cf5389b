import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import { callbacksOf } from "../runnables/heard-runnable.js";
import type { RunSpec } from "../runs/run-spec.js";

/** What LangSmith and others read of a model in a run's metadata. */
export interface LangSmithParams {
  ls_provider?: string;
  ls_model_name?: string;
  ls_model_type: "chat" | "llm";
  ls_temperature?: number | undefined;
  ls_max_tokens?: number | undefined;
  ls_stop?: readonly string[] | undefined;
}

/** The parts of a model that its runs are described by. */
export interface DescribedModel {
  readonly callbacks?: readonly Handler[] | undefined;
  readonly verbose?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly name?: string;
  getName(): string;
  toJSON(): Serialized;
  getLsParams(options: never): LangSmithParams;
}

/** Describes one call of a model: its metadata depends on the call's options. */
export class ChatModelRunSpec implements RunSpec {
  readonly kind = "chat_model";
  readonly #model: DescribedModel;
  readonly #options: object;

  constructor(model: DescribedModel, options: object) {
    this.#model = model;
    this.#options = options;
  }

  get name(): string {
    return this.#model.getName();
  }

  /** LangChain leaves a model's runs without a name of their own. */
  get runName(): string | undefined {
    return this.#model.name;
  }

  get callbacks(): readonly Handler[] | undefined {
    return callbacksOf(this.#model);
  }

  get tags(): readonly string[] | undefined {
    return this.#model.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> {
    const { metadata } = this.#model;
    const params = this.#model.getLsParams(this.#options as never) as unknown as Readonly<Record<string, unknown>>;
    return metadata === undefined ? params : Object.assign({}, params, metadata);
  }

  get serialized(): Serialized {
    return this.#model.toJSON();
  }
}
