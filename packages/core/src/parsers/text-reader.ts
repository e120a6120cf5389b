/** Makes something of a text while it comes. */
export interface TextReader {
  read(text: string): void;
  /** True if {@link TextReader.show} has something new. */
  readonly hasChanged: boolean;
  /** What there is so far, which nothing that comes later changes; `undefined` if nothing can be told yet. */
  show(): unknown;
  /** No more comes: what it all came to. @throws OutputParserException with the text, if it can't be parsed */
  finish(): unknown;
}
