import { JsonSnapshots } from "../json/json-snapshots.js";

/** What is in an element: its text, or its elements. */
export type Content = string | undefined | Array<{ [key: string]: Content }>;

/** An element by its name. */
export interface XMLResult {
  [key: string]: Content;
}

interface Element {
  readonly name: string;
  text: string;
  hasElements: boolean;
}

/** The value that elements come to: `{ name: text }`, or `{ name: [element, …] }`. Text beside elements is left out. */
export class XmlTree {
  readonly #value = new JsonSnapshots();
  readonly #elements: Element[] = [];
  #isComplete = false;

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get hasChanged(): boolean {
    return this.#value.isWorthShowing;
  }

  /** The names of the elements that are open, outermost first. */
  get path(): string[] {
    return this.#elements.map(({ name }) => name);
  }

  show(): unknown {
    return this.#value.show();
  }

  open(name: string): void {
    const around = this.#elements.at(-1);
    if (around !== undefined) {
      if (!around.hasElements) this.#value.open([]);
      around.hasElements = true;
      this.#value.nextItem();
    }
    this.#value.open({});
    this.#value.nextKey(name);
    this.#value.put("");
    this.#elements.push({ name, text: "", hasElements: false });
  }

  addText(text: string): void {
    this.#value.pass(text.length);
    const element = this.#elements.at(-1);
    if (element === undefined || element.hasElements) return;
    element.text += text;
    this.#value.put(element.text);
  }

  close(): void {
    if (this.#elements.pop()?.hasElements === true) this.#value.close();
    this.#value.close();
    this.#isComplete = this.#elements.length === 0;
  }
}
