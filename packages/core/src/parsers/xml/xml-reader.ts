import { OutputParserException } from "../output-parser-exception.js";
import type { TextReader } from "../text-reader.js";
import { XmlTree } from "./xml-tree.js";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const tag = /^<(\/?)([^\s/>]+)[^>]*?(\/?)>$/;
/** What may stand between tags besides text, by what it begins with and ends with. */
const others = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
  ["<!", ">"],
] as const;

/**
 * Reads the first element in a model's text as it comes: what stands around it, a fence or a sentence, is left out. A `&` that begins no
 * entity and a `<` that begins no tag are text, as models write them.
 */
export class XmlReader implements TextReader {
  readonly #tree = new XmlTree();
  readonly #pieces: string[] = [];
  /** What can't be told yet: a tag or an entity that is not complete. */
  #open = "";

  get hasChanged(): boolean {
    return this.#tree.hasChanged;
  }

  show(): unknown {
    return this.#tree.show();
  }

  read(text: string): void {
    this.#pieces.push(text);
    const all = this.#open + text;
    let position = 0;
    while (position < all.length && !this.#tree.isComplete) {
      const length = this.#readNext(all, position);
      if (length === 0) break;
      position += length;
    }
    this.#open = this.#tree.isComplete ? "" : all.slice(position);
  }

  finish(): unknown {
    if (!this.#tree.isComplete) {
      const isOpen = this.#tree.path.length > 0;
      this.#fail(isOpen ? `ends inside of <${this.#tree.path.join("> <")}>` : "has no XML element");
    }
    return this.#tree.show();
  }

  /** Answers how many characters it took; none if more have to come first. */
  #readNext(all: string, from: number): number {
    if (all[from] === "<") return this.#readMarkup(all, from);
    if (all[from] === "&") return this.#readEntity(all, from);
    let end = from;
    while (end < all.length && all[end] !== "<" && all[end] !== "&") end++;
    this.#tree.addText(all.slice(from, end));
    return end - from;
  }

  #readMarkup(all: string, from: number): number {
    const begun = all.slice(from, from + 9);
    if (begun.length === 1) return 0;
    for (const [opener, closer] of others) {
      if (!begun.startsWith(opener)) {
        if (opener.startsWith(begun)) return 0;
        continue;
      }
      const end = all.indexOf(closer, from + opener.length);
      if (end < 0) return 0;
      if (opener === "<![CDATA[") this.#tree.addText(all.slice(from + opener.length, end));
      return end + closer.length - from;
    }
    if (!/^<\/?[\p{L}_]/u.test(begun)) return begun === "</" ? 0 : this.#addCharacter("<");
    const end = all.indexOf(">", from);
    if (end < 0) return 0;
    this.#readTag(all.slice(from, end + 1));
    return end + 1 - from;
  }

  #readTag(text: string): void {
    const [, slash, name = "", emptySlash] = tag.exec(text) ?? [];
    if (slash === "") {
      this.#tree.open(name);
      if (emptySlash === "/") this.#tree.close();
      return;
    }
    const { path } = this.#tree;
    if (path.length === 0) return;
    if (path.at(-1) !== name) this.#fail(`closes <${name}> inside of <${path.join("> <")}>`);
    this.#tree.close();
  }

  #readEntity(all: string, from: number): number {
    const [entity = "", name = ""] = /^&([a-z]{2,4}|#\d{1,7}|#x[\da-f]{1,6});/i.exec(all.slice(from, from + 11)) ?? [];
    const meant = name.startsWith("#") ? characterOf(name) : entities[name];
    if (meant !== undefined) {
      this.#tree.addText(meant);
      return entity.length;
    }
    const rest = all.slice(from);
    return rest.length < 11 && /^&(?:[a-z]{0,4}|#x?[\da-f]*)$/i.test(rest) ? 0 : this.#addCharacter("&");
  }

  #addCharacter(character: string): number {
    this.#tree.addText(character);
    return 1;
  }

  #fail(problem: string): never {
    const text = this.#pieces.join("");
    throw new OutputParserException(
      `The text ${problem}: ${JSON.stringify(text)}. Tell the model which tags to write, or ask again with this error.`,
      text,
    );
  }
}

function characterOf(reference: string): string | undefined {
  const code =
    reference[1]?.toLowerCase() === "x" ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
