/** A place in a text: where it is, how deep, and whether what is there stands for nothing but itself. */
export interface Place {
  readonly path: string;
  readonly depth: number;
  readonly isData: boolean;
}

const plainKey = /^[A-Za-z_$][\w$]*$/;
const shownLength = 60;

/** The place of an entry or an item. */
export function placeOf(key: string | number, { path, depth, isData }: Place): Place {
  return { path: path + stepTo(key), depth: depth + 1, isData };
}

/** What a stranger wrote, short enough for a message. */
export function shown(text: string): string {
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}

function stepTo(key: string | number): string {
  if (typeof key === "number") return `[${key}]`;
  return plainKey.test(key) ? `.${shown(key)}` : `[${JSON.stringify(shown(key))}]`;
}
