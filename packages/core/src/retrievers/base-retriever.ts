import { CallbackManager } from "../callbacks/callback-manager.js";
import { CallbackManagerForRetrieverRun } from "../callbacks/callback-manager-for-retriever-run.js";
import type { RunnableConfig } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";
import { eventTable } from "../events/event-table.js";
import { childConfig } from "../runnables/child-config.js";
import { HeardRunnable, type HeardRunnableFields } from "../runnables/heard-runnable.js";
import { execute, hold } from "../runs/execute.js";
import type { MaybePromise } from "../runs/maybe-promise.js";
import type { RunSpec } from "../runs/run-spec.js";
import type { Run } from "../runs/run.js";
import { start } from "../runs/start.js";
import { StreamPipe } from "../runs/stream-pipe.js";
import { RetrievedStage } from "./retrieved-stage.js";
import { type DescribedRetriever, RetrieverRunSpec } from "./retriever-run-spec.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/** What every retriever may be made of. */
export type BaseRetrieverInput = HeardRunnableFields;

/**
 * The base of retrievers: a question in, the documents that may answer it out.
 *
 * A subclass implements `_getRelevantDocuments`; the runtime opens the run, says its query and its documents, and ends it once. A stream of
 * it is the whole list as one chunk.
 *
 * @example
 * ```ts
 * import { Document } from "@earshot/core/documents";
 * import { BaseRetriever } from "@earshot/core/retrievers";
 *
 * class Shelf extends BaseRetriever {
 *   lc_namespace = ["example", "retrievers"];
 *   async _getRelevantDocuments(query: string) {
 *     return [new Document({ pageContent: `all about ${query}` })];
 *   }
 * }
 * const documents = await new Shelf().invoke("owls", {
 *   callbacks: [{ handleRetrieverStart: (_, query) => console.log("asked for", query) }],
 * });
 * console.log(documents[0]?.pageContent);
 * // => asked for owls
 * // => all about owls
 * ```
 */
export abstract class BaseRetriever<
  TMetadata extends Record<string, unknown> = Record<string, unknown>,
> extends HeardRunnable<string, DocumentInterface<TMetadata>[]> {
  #spec: RunSpec | undefined = undefined;

  constructor(fields: BaseRetrieverInput = {}) {
    super(fields);
    if (fields.name !== undefined) this.name = fields.name;
    this.callbacks = fields.callbacks;
    this.tags = fields.tags;
    this.metadata = fields.metadata;
    if (fields.verbose !== undefined) this.verbose = fields.verbose;
  }

  /**
   * The documents for a query. What it invokes with `config`, or with `runManager.getChild()` as callbacks, belongs below the run, and
   * `config.signal` tells it when to stop. Both are always there; they are optional for whoever calls this by hand.
   */
  abstract _getRelevantDocuments(
    query: string,
    runManager?: CallbackManagerForRetrieverRun,
    config?: RunnableConfig,
  ): Promise<DocumentInterface<TMetadata>[]>;

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.text, output: () => valueSchemas.documents };
  }

  protected override execute(query: string, run: Run): Promise<DocumentInterface<TMetadata>[]> {
    return this._getRelevantDocuments(
      query,
      new CallbackManagerForRetrieverRun(run, CallbackManager.forRun),
      childConfig(run),
    );
  }

  protected override specFor(): RunSpec {
    return (this.#spec ??= new RetrieverRunSpec(this as unknown as DescribedRetriever));
  }

  protected override invokeRun(query: string, run: Run): MaybePromise<DocumentInterface<TMetadata>[]> {
    return execute(run, startRetriever(run, query), () => this.execute(query, run));
  }

  protected override openStream(query: string, run: Run): MaybePromise<StreamPipe> {
    return hold(run, startRetriever(run, query), () =>
      new StreamPipe(this.chunks(query, run)).add(new RetrievedStage(run)),
    );
  }
}

function startRetriever(run: Run, query: string): Promise<void> | undefined {
  return start(run, eventTable.retrieverStart, { query });
}
