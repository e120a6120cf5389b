import type { TextRedaction } from "@earshot/core/redaction";

/** Holds a text back until it is all there: what stands where in JSON can't be told before. */
export class WholeJson implements TextRedaction {
  readonly #redact: (text: string) => string;
  #text = "";

  constructor(redact: (text: string) => string) {
    this.#redact = redact;
  }

  get isHolding(): boolean {
    return this.#text !== "";
  }

  push(text: string): string {
    this.#text += text;
    return "";
  }

  flush(): string {
    return this.#redact(this.#text);
  }
}
