import type { RunnableConfig } from "../context/run-config.js";
import type { DocumentInterface } from "../documents/document.js";
import { endSchemas, type EndSchemas } from "../runnables/schemas/end-schemas.js";
import { valueSchemas } from "../runnables/schemas/value-schemas.js";
import { BaseDocumentTransformer } from "./base-document-transformer.js";

/** A transformer that looks at each document for itself; all at the same time, the results in the order of the documents. */
export abstract class MappingDocumentTransformer extends BaseDocumentTransformer {
  abstract _transformDocument(document: DocumentInterface, config?: RunnableConfig): Promise<DocumentInterface>;

  override [endSchemas](): EndSchemas {
    return { input: () => valueSchemas.documents, output: () => valueSchemas.documents };
  }

  override transformDocuments(documents: DocumentInterface[], config?: RunnableConfig): Promise<DocumentInterface[]> {
    return Promise.all(documents.map((document) => this._transformDocument(document, config)));
  }
}
