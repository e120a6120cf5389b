import { findClass, type FoundClass } from "./find-class.js";
import { LoadError, type LoadFailure } from "./load-error.js";
import type { LoadOptions } from "./load-options.js";
import { pathOf, placeOf, wholeText, type Place } from "./place.js";
import { serializedNode, type SerializedNode } from "./serialized-node.js";
import { shorten } from "./shorten.js";

type Data = Readonly<Record<string, unknown>>;

/** What is known of a text once it has been found harmless. */
export interface Inspection {
  /** The class of each id that occurs, by the id's parts joined. */
  readonly classes: ReadonlyMap<string, FoundClass>;
  /** The secrets that it asks for, each with the first place where. */
  readonly secrets: ReadonlyMap<string, string>;
}

const defaultDepth = 50;
const depthLimit = 1000;
/** As arguments these would take the place of what every object has by birth. */
const forbiddenArguments: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Goes through a parsed text before anything of it is made and before any secret is looked up.
 *
 * @throws LoadError unless all of it may be made
 */
export function inspectText(parsed: unknown, options: LoadOptions): Inspection {
  const inspector = new Inspector(options);
  inspector.visit(parsed, wholeText);
  return inspector;
}

class Inspector implements Inspection {
  readonly classes = new Map<string, FoundClass>();
  readonly secrets = new Map<string, string>();
  readonly #options: LoadOptions;
  readonly #maxDepth: number;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#maxDepth = Math.min(options.maxDepth ?? defaultDepth, depthLimit);
  }

  visit(value: unknown, place: Place): void {
    if (typeof value !== "object" || value === null) return;
    if (place.depth > this.#maxDepth)
      refuse("too_deep", place, `it is nested more than ${this.#maxDepth} deep. Raise \`maxDepth\` if that is meant.`);
    if (Array.isArray(value)) for (const [index, item] of value.entries()) this.visit(item, placeOf(index, place));
    else this.#visitObject(value as Data, place);
  }

  #visitObject(value: Data, place: Place): void {
    const node: SerializedNode = place.isData ? { kind: "data", value } : serializedNode(value);
    if (node.kind === "data") this.#visitData(node.value, place);
    else if (node.kind === "escaped") this.visit(node.value, { ...place, isData: true });
    else if (node.kind === "constructor") this.#visitConstructor(node.id, node.kwargs, place);
    else if (node.kind === "secret") this.secrets.set(node.name, this.secrets.get(node.name) ?? pathOf(place));
    else if (node.kind === "malformed") refuse("malformed", place, node.what);
    else
      refuse(
        "not_implemented",
        place,
        `${shorten(node.id.join("/"))} was written down without what it takes to make it anew. Make it in code, and load what it is put together with.`,
      );
  }

  #visitData(value: Data, place: Place): void {
    for (const [key, entry] of Object.entries(value)) {
      const inside = placeOf(key, place);
      // Merged into another object, the second would reach what all objects share.
      if (key === "__proto__" || (key === "constructor" && isRecord(entry) && Object.hasOwn(entry, "prototype")))
        refuse("forbidden_key", inside, "the key changes what all objects share. Nobody but an attacker needs it.");
      this.visit(entry, inside);
    }
  }

  #visitConstructor(id: readonly string[], kwargs: Data, place: Place): void {
    const { argumentName } = this.#classOf(id, place);
    const inside = placeOf("kwargs", place);
    for (const key of Object.keys(kwargs))
      if (forbiddenArguments.has(key) || forbiddenArguments.has(argumentName(key)))
        refuse("forbidden_key", placeOf(key, inside), "no constructor takes an argument of this name.");
    this.#visitData(kwargs, inside);
  }

  #classOf(id: readonly string[], place: Place): FoundClass {
    const key = id.join("/");
    const found = this.classes.get(key) ?? findClass(id, this.#options);
    if (found === undefined) {
      const namespace = shorten(id.slice(0, -1).join("/"));
      refuse(
        "not_listed",
        place,
        `the class ${shorten(key)} is not on the list of what may be made. If you trust it, pass it as \`optionalImportsMap: { "${namespace}": { ${shorten(id.at(-1) ?? "")} } }\`; it has to extend Serializable.`,
      );
    }
    this.classes.set(key, found);
    return found;
  }
}

function isRecord(value: unknown): value is Data {
  return typeof value === "object" && value !== null;
}

function refuse(reason: LoadFailure, place: Place, message: string): never {
  throw new LoadError(message, { path: pathOf(place), reason });
}
