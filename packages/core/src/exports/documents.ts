import "#wiring";

export { BaseDocumentTransformer } from "../document-transformers/base-document-transformer.js";
export { MappingDocumentTransformer } from "../document-transformers/mapping-document-transformer.js";
export { Document, type DocumentInput, type DocumentInterface } from "../documents/document.js";
