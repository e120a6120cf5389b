import type { FoundClass } from "./find-class.js";
import type { Inspection } from "./inspect-text.js";
import { LoadError } from "./load-error.js";
import { pathOf, placeOf, wholeText, type Place } from "./place.js";
import { serializedNode, type SerializedNode } from "./serialized-node.js";
import { shorten } from "./shorten.js";

type Data = Readonly<Record<string, unknown>>;

/** What a text that was inspected is made with. */
export interface TextParts extends Pick<Inspection, "classes"> {
  /** The values of the secrets by their names. */
  readonly secrets: ReadonlyMap<string, string>;
}

/**
 * Makes what an inspected text stands for, the innermost first.
 *
 * @throws LoadError if a constructor throws, with what it threw as the cause
 */
export function reviveText(parsed: unknown, parts: TextParts): unknown {
  return revive(parsed, parts, wholeText);
}

function revive(value: unknown, parts: TextParts, place: Place): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => revive(item, parts, placeOf(index, place)));
  const node: SerializedNode = place.isData ? { kind: "data", value: value as Data } : serializedNode(value as Data);
  if (node.kind === "escaped") return revive(node.value, parts, { ...place, isData: true });
  if (node.kind === "secret") return parts.secrets.get(node.name);
  if (node.kind !== "constructor") return reviveEntries(value as Data, { parts, place, nameOf: (key) => key });
  const { loadable, argumentName } = parts.classes.get(node.id.join("/")) as FoundClass;
  const inside = placeOf("kwargs", place);
  const kwargs = reviveEntries(node.kwargs, { parts, place: inside, nameOf: argumentName });
  try {
    return new loadable(kwargs as never);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new LoadError(`${shorten(node.id.join("/"))} couldn't be made of its arguments. ${problem}`, {
      path: pathOf(place),
      reason: "constructor",
      cause,
    });
  }
}

interface EntriesOf {
  readonly parts: TextParts;
  readonly place: Place;
  readonly nameOf: (key: string) => string;
}

function reviveEntries(data: Data, { parts, place, nameOf }: EntriesOf): Record<string, unknown> {
  const revived: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(data)) revived[nameOf(key)] = revive(entry, parts, placeOf(key, place));
  return revived;
}
