import type { RunnableConfig } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";
import { childConfig } from "../runnables/child-config.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";
import type { Run } from "../runs/run.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";

/**
 * The base of what turns documents into other documents: splits, translates, sorts them. Invoked, it is a run and heard;
 * `transformDocuments` alone is a plain call.
 *
 * @example
 * ```ts
 * import { BaseDocumentTransformer, Document } from "@earshot/core/documents";
 *
 * class Longest extends BaseDocumentTransformer {
 *   async transformDocuments(documents: Document[]) {
 *     return [...documents].sort((a, b) => b.pageContent.length - a.pageContent.length).slice(0, 1);
 *   }
 * }
 * const documents = ["a", "abc", "ab"].map((pageContent) => new Document({ pageContent }));
 * console.log((await new Longest().invoke(documents))[0]?.pageContent); // => abc
 * ```
 */
export abstract class BaseDocumentTransformer<
  TInput extends DocumentInterface[] = DocumentInterface[],
  TOutput extends DocumentInterface[] = DocumentInterface[],
> extends HeardRunnable<TInput, TOutput> {
  override lc_namespace = ["langchain_core", "documents", "transformers"];

  /** What it invokes with `config` belongs below the run, and `config.signal` tells it when to stop; absent in a plain call. */
  abstract transformDocuments(documents: TInput, config?: RunnableConfig): Promise<TOutput>;

  [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.documents };
  }

  protected override execute(documents: TInput, run: Run): Promise<TOutput> {
    return this.transformDocuments(documents, childConfig(run));
  }
}
