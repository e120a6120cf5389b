import type { RunnableConfig } from "../context/run-config.js";
import type { Handler } from "../events/handler.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import { parentOfConfig } from "../runs/child-config.js";
import { hearEmbeddings } from "./hear-embeddings.js";

/** What every embedding model may be made of. */
export interface EmbeddingsParams {
  /** How its runs are called; default: the class's name. */
  readonly name?: string;
  /** Hear this object's own runs. */
  readonly callbacks?: readonly Handler[];
  readonly tags?: readonly string[];
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What embeds texts, as far as a vector store needs it: an `Embeddings` of this or of LangChain's package. */
export interface EmbeddingsInterface<TOutput = number[]> {
  embedDocuments(documents: string[], config?: RunnableConfig): Promise<TOutput[]>;
  embedQuery(document: string, config?: RunnableConfig): Promise<TOutput>;
}

/**
 * The base of embedding models. A provider implements `embedQuery` and `embedDocuments`, as in LangChain; both are heard: `embedding.start`
 * with the texts, `embedding.end` with the vectors' dimensions, and usage if the provider reports it.
 *
 * The config that a caller may pass decides where the run belongs and what cancels it. The provider's method is given one in its place: its
 * `signal` tells when to stop, and what is invoked with it belongs below the run. What the object asks of itself with that config, as
 * `embedQuery` may of `embedDocuments`, is no run of its own.
 *
 * @example
 * ```ts
 * import { Embeddings } from "@earshot/core/embeddings";
 *
 * class Lengths extends Embeddings {
 *   async embedDocuments(texts: string[]) { return texts.map((text) => [text.length]); }
 *   async embedQuery(text: string) { return [text.length]; }
 * }
 * const heard = { onEvent: (event: { type: string }) => console.log(event.type) };
 * console.log(await new Lengths({ callbacks: [heard] }).embedQuery("hello"));
 * // => embedding.start
 * // => embedding.end
 * // => [ 5 ]
 * ```
 */
export abstract class Embeddings<TOutput = number[]> implements EmbeddingsInterface<TOutput> {
  readonly name: string | undefined;
  callbacks: readonly Handler[] | undefined;
  tags: readonly string[] | undefined;
  metadata: Readonly<Record<string, unknown>> | undefined;

  constructor(params: EmbeddingsParams = {}) {
    this.name = params.name;
    this.callbacks = params.callbacks;
    this.tags = params.tags;
    this.metadata = params.metadata;
    return hearEmbeddings(this); // a subclass's fields and private members are then put on what is heard
  }

  /** A vector for each text, in their order. */
  abstract embedDocuments(documents: string[], config?: RunnableConfig): Promise<TOutput[]>;

  /** The vector of a text that is searched for. */
  abstract embedQuery(document: string, config?: RunnableConfig): Promise<TOutput>;

  /**
   * Tells what a call has cost, for its end.
   *
   * @param config the one that the provider's method was given
   */
  protected reportUsage(usage: UsageMetadata, config: RunnableConfig | undefined): void {
    const run = parentOfConfig(config);
    if (run !== undefined) run.usage = { ...usage, source: "provider" };
  }
}
