/** What an option may be. */
export interface OptionShape {
  /** To complete "Give …". */
  readonly wanted: string;
  readonly isRequired?: boolean;
  fits(value: unknown): boolean;
  /** The texts that it may be, so that a misspelt one is told of with those that there are. */
  readonly names?: readonly string[];
  /** What it may be instead; the first that fits tells the rest. */
  readonly alternatives?: readonly OptionShape[];
  /** Of a list, what its items may be. */
  readonly items?: OptionShape;
  /** Of an object with keys of any name, what its values may be. */
  readonly values?: OptionShape;
  /** Of an object, what its own options may be. */
  readonly fields?: OptionShapes;
}

/** What each option of an object may be. */
export type OptionShapes = Readonly<Record<string, OptionShape>>;

/** A shape for each option that there is, also of a union: one that is forgotten does not compile. */
export type ShapesOf<TOptions> = Readonly<
  Record<TOptions extends unknown ? Extract<keyof TOptions, string> : never, OptionShape>
>;

interface NumberBounds {
  /** The least that it may be. */
  readonly from?: number;
  readonly isWhole?: boolean;
}

/** The shapes that most options have. */
export const option = {
  text: { wanted: "a text", fits: (value) => typeof value === "string" },
  name: { wanted: "a text that is not empty", fits: (value) => typeof value === "string" && value !== "" },
  flag: { wanted: "true or false", fits: (value) => typeof value === "boolean" },
  pattern: {
    wanted: "a text or a regular expression",
    fits: (value) => typeof value === "string" || value instanceof RegExp,
  },
  function: { wanted: "a function", fits: (value) => typeof value === "function" },
  any: { wanted: "a value", fits: () => true },
  object: { wanted: "an object", fits: isObject },

  /** `Infinity` is one, and whole. */
  number: ({ from = 0, isWhole = false }: NumberBounds = {}): OptionShape => ({
    wanted: `a ${isWhole ? "whole " : ""}number of ${from} or more`,
    fits: (value) => typeof value === "number" && value >= from && (!isWhole || value === Math.floor(value)),
  }),
  oneOf: (...names: readonly string[]): OptionShape => ({
    wanted: `one of ${names.join(", ")}`,
    fits: (value) => typeof value === "string" && names.includes(value),
    names,
  }),
  listOf: (items: OptionShape): OptionShape => ({
    wanted: `a list, each item of it ${items.wanted}`,
    fits: Array.isArray,
    items,
  }),
  recordOf: (values: OptionShape): OptionShape => ({ wanted: "an object", fits: isObject, values }),
  objectOf: (fields: OptionShapes): OptionShape => ({ wanted: "an object", fits: isObject, fields }),
  required: (shape: OptionShape): OptionShape => ({ ...shape, isRequired: true }),
  either: (...shapes: readonly OptionShape[]): OptionShape => ({
    wanted: shapes.map(({ wanted }) => wanted).join(", or "),
    fits: (value) => shapes.some((shape) => shape.fits(value)),
    alternatives: shapes,
  }),
} as const satisfies Readonly<Record<string, OptionShape | ((...parts: never[]) => OptionShape)>>;

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
