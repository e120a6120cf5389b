import type { Document } from "../documents/document.js";

/** Anything that documents can be had from. */
export interface DocumentLoader {
  load(): Promise<Document[]>;
}

/** The base of what reads documents from somewhere: a file, a site, a database. */
export abstract class BaseDocumentLoader implements DocumentLoader {
  abstract load(): Promise<Document[]>;
}
