/** An answer that is sent as it is, rather than as JSON. */
export class TextAnswer {
  readonly contentType: string;
  /** Pieces are sent as they come and as fast as the client reads. */
  readonly content: string | AsyncIterable<string>;
  /** Given: a browser saves it under this name instead of showing it. */
  readonly fileName: string | undefined;

  constructor(
    contentType: string,
    content: string | AsyncIterable<string>,
    options: { readonly fileName?: string } = {},
  ) {
    this.contentType = contentType;
    this.content = content;
    this.fileName = options.fileName?.replaceAll(/[^\w.-]/g, "_").slice(0, 100);
  }
}
