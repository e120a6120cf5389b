/** What a document is made of. */
export interface DocumentInput<TMetadata extends Record<string, unknown> = Record<string, unknown>> {
  pageContent: string;
  metadata?: TMetadata;
  /** Best unique in its collection, and a UUID; neither is checked. */
  id?: string | undefined;
}

/** Anything that can pass for a document, whichever class it is of, if any. */
export interface DocumentInterface<TMetadata extends Record<string, unknown> = Record<string, unknown>> {
  pageContent: string;
  metadata: TMetadata;
  id?: string | undefined;
}

/** A piece of text with what is known about it: what retrievers return. */
export class Document<
  TMetadata extends Record<string, unknown> = Record<string, unknown>,
> implements DocumentInterface<TMetadata> {
  pageContent: string;
  metadata: TMetadata;
  id?: string | undefined;

  constructor(fields: DocumentInput<TMetadata>) {
    this.pageContent = fields.pageContent === undefined ? "" : String(fields.pageContent);
    this.metadata = fields.metadata ?? ({} as TMetadata);
    this.id = fields.id;
  }
}
