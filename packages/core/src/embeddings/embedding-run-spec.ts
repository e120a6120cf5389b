import type { Handler } from "../events/handler.js";
import type { Serialized } from "../load/serialized.js";
import type { RunSpec } from "../runs/run-spec.js";

/** What an embedding model says of its runs. */
export interface DescribedEmbeddings {
  readonly callbacks?: readonly Handler[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly name?: string | undefined;
}

/** Describes the calls of one embedding model. */
export class EmbeddingRunSpec implements RunSpec {
  readonly kind = "embedding";
  /** Whose calls these are. */
  readonly embeddings: DescribedEmbeddings;

  constructor(embeddings: DescribedEmbeddings) {
    this.embeddings = embeddings;
  }

  get name(): string {
    return this.embeddings.name ?? this.embeddings.constructor.name;
  }

  get callbacks(): readonly Handler[] | undefined {
    return this.embeddings.callbacks;
  }

  get tags(): readonly string[] | undefined {
    return this.embeddings.tags;
  }

  get metadata(): Readonly<Record<string, unknown>> | undefined {
    return this.embeddings.metadata;
  }

  get serialized(): Serialized {
    return { lc: 1, type: "not_implemented", id: ["langchain", "embeddings", this.embeddings.constructor.name] };
  }
}
