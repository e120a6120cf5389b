export { BaseDocumentLoader, type DocumentLoader } from "../../document-loaders/base-document-loader.js";
