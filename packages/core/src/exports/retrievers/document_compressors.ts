export { BaseDocumentCompressor } from "../../retrievers/base-document-compressor.js";
