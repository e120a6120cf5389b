import { OutputParserException } from "../output-parser-exception.js";
import type { TextReader } from "../text-reader.js";
import { IncrementalJson } from "./incremental-json.js";

/** Where in a model's text the reader is; `prose` is what is no JSON, up to the next fence. */
type Place = "json" | "after" | "prose" | "fence" | "end";

const language = "json";

/**
 * Finds the JSON in a model's text and reads it as it comes: the whole text, or else what stands in the first fence (three backticks,
 * with or without `json`) that has any. Each character is looked at once; what a string inside of the JSON says is never taken for a fence.
 */
export class JsonReader implements TextReader {
  #place: Place = "json";
  #isFenced = false;
  #backticks = 0;
  #label = "";
  #json = new IncrementalJson();
  readonly #pieces: string[] = [];

  get hasChanged(): boolean {
    return this.#json.hasChanged;
  }

  show(): unknown {
    return this.#json.show();
  }

  read(text: string): void {
    this.#pieces.push(text);
    let position = 0;
    while (position < text.length && this.#place !== "end") {
      if (this.#place === "json") position = this.#readJson(text, position);
      else {
        this.#readAround(text[position] as string);
        position++;
      }
    }
  }

  finish(): unknown {
    if (this.#place === "json") {
      this.#json.finish();
      if (this.#json.state === "complete") this.#place = "after";
    }
    if (this.#place === "after" || this.#place === "end") return this.#json.show();
    const text = this.#pieces.join("");
    const problem = this.#json.state === "open" ? "ends before its JSON does" : "is no JSON, and has none in a fence";
    throw new OutputParserException(
      `The text ${problem}: ${JSON.stringify(text)}. Tell the model how to answer, or ask again with this error.`,
      text,
    );
  }

  #readJson(text: string, from: number): number {
    const position = this.#json.read(text, from);
    if (this.#json.state === "complete") this.#place = "after";
    if (this.#json.state === "failed") this.#place = "prose";
    return position;
  }

  #readAround(character: string): void {
    if (this.#place === "after") {
      if (/\s/.test(character)) return;
      this.#place = this.#isFenced && character === "`" ? "end" : "prose";
    }
    if (this.#place === "prose") {
      this.#backticks = character === "`" ? this.#backticks + 1 : 0;
      if (this.#backticks < 3) return;
      this.#backticks = 0;
      this.#place = "fence";
      this.#label = "";
    } else if (this.#place === "fence") this.#readLabel(character);
  }

  /** `json` behind the backticks is no part of the value; anything else is, or makes it another language's fence. */
  #readLabel(character: string): void {
    const label = this.#label + character.toLowerCase();
    if (language.startsWith(label)) {
      this.#label = label;
      return;
    }
    this.#isFenced = true;
    this.#json = new IncrementalJson();
    this.#place = "json";
    if (this.#label !== language && this.#label !== "") this.#readJson(this.#label, 0);
    if (this.#place === "json") this.#readJson(character, 0);
  }
}
