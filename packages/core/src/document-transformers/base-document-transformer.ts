import type { DocumentInterface } from "../documents/document.js";
import { HeardRunnable } from "../runnables/heard-runnable.js";

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

  abstract transformDocuments(documents: TInput): Promise<TOutput>;

  protected override execute(documents: TInput): Promise<TOutput> {
    return this.transformDocuments(documents);
  }
}
