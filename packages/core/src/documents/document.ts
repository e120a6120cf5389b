export interface DocumentFields<TMetadata extends Record<string, unknown> = Record<string, unknown>> {
  pageContent: string;
  metadata?: TMetadata;
  /** Best unique in its collection, and a UUID; neither is checked. */
  id?: string;
}

/** A piece of text with what is known about it: what retrievers return. */
export class Document<TMetadata extends Record<string, unknown> = Record<string, unknown>> {
  pageContent: string;
  metadata: TMetadata;
  id: string | undefined;

  constructor(fields: DocumentFields<TMetadata>) {
    this.pageContent = fields.pageContent === undefined ? "" : String(fields.pageContent);
    this.metadata = fields.metadata ?? ({} as TMetadata);
    this.id = fields.id;
  }
}
