import { shorten } from "./shorten.js";

/** A place in a text: below which other, how deep, and whether what is there stands for nothing but itself. */
export interface Place {
  readonly above: Place | undefined;
  readonly key: string | number;
  readonly depth: number;
  readonly isData: boolean;
}

/** The text as a whole. */
export const wholeText: Place = { above: undefined, key: "$", depth: 0, isData: false };

const plainKey = /^[A-Za-z_$][\w$]*$/;

/** The place of an entry or an item. */
export function placeOf(key: string | number, above: Place): Place {
  return { above, key, depth: above.depth + 1, isData: above.isData };
}

/** A place as a reader finds it: `$.kwargs.messages[0]`. Put together when it is asked for: hardly any place ever is. */
export function pathOf({ above, key }: Place): string {
  return above === undefined ? String(key) : pathOf(above) + stepTo(key);
}

function stepTo(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return plainKey.test(key) ? `.${shorten(key)}` : `[${JSON.stringify(shorten(key))}]`;
}
