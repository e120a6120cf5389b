import type { Callbacks } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";

/** The base of what makes a list of documents smaller: drops those that don't matter to the query, or shortens them. */
export abstract class BaseDocumentCompressor {
  /** @param callbacks for what it calls, such as a model: a run's `runManager.getChild()` puts that below the run */
  abstract compressDocuments(
    documents: DocumentInterface[],
    query: string,
    callbacks?: Callbacks,
  ): Promise<DocumentInterface[]>;

  /** True for a compressor of any copy of the package. */
  static isBaseDocumentCompressor(value: unknown): value is BaseDocumentCompressor {
    return typeof (value as { compressDocuments?: unknown } | null | undefined)?.compressDocuments === "function";
  }
}
