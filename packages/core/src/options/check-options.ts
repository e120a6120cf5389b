import { InvalidOptionError } from "../errors/invalid-option-error.js";
import { UnknownOptionError } from "../errors/unknown-option-error.js";
import { byNearness } from "./by-nearness.js";
import type { OptionShape, OptionShapes, ShapesOf } from "./option-shape.js";

/**
 * Refuses options that there are not, and values that they can't have: a limit that is misspelt limits nothing. `undefined` is an option that
 * was left out.
 *
 * @param where - who was given them: `"jsonlHandler"`
 * @throws UnknownOptionError for a key or a word that there is not: it lists those that begin alike, or else all, the most alike first
 * @throws InvalidOptionError for a value, and for one that is missing
 * @example
 * ```ts
 * import { checkOptions, option } from "@earshot/core/options";
 *
 * function sink(options: { path: string; maxBytes?: number }) {
 *   checkOptions("sink", options, { path: option.required(option.name), maxBytes: option.number({ from: 1 }) });
 *   return options.path;
 * }
 * for (const options of [{ path: "a", maxBytes: 0 }, { path: "a", maxByte: 1 }]) {
 *   try {
 *     sink(options);
 *   } catch (error) {
 *     console.log((error as Error).message);
 *   }
 * }
 * // => `maxBytes` of sink can't be 0. Give a number of 1 or more.
 * // => sink: there is no "maxByte". There is: maxBytes.
 * ```
 */
export function checkOptions<TOptions extends object>(
  where: string,
  options: TOptions,
  shapes: ShapesOf<TOptions>,
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new InvalidOptionError(`the options object of ${where}`, options, `an object of ${listed(shapes)}`);
  for (const key of Object.keys(options))
    if (!Object.hasOwn(shapes, key)) throw new UnknownOptionError(where, key, byNearness(key, Object.keys(shapes)));
  for (const [key, shape] of Object.entries<OptionShape>(shapes)) {
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined || shape.isRequired === true) checkOption(`\`${key}\` of ${where}`, value, shape);
  }
}

/**
 * The same for one value.
 *
 * @param what - what it is, and to whom it was given: `` `rate` of sampleHandler ``
 */
export function checkOption(what: string, value: unknown, shape: OptionShape): void {
  if (!shape.fits(value)) {
    if (typeof value === "string" && shape.names !== undefined)
      throw new UnknownOptionError(what, value, byNearness(value, shape.names));
    throw new InvalidOptionError(what, value, shape.wanted);
  }
  const alternative = shape.alternatives?.find(({ fits }) => fits(value));
  if (alternative !== undefined) return checkOption(what, value, alternative);
  if (shape.items !== undefined)
    for (const item of value as readonly unknown[]) checkOption(itemOf(what, item), item ?? null, shape.items);
  if (shape.values !== undefined)
    for (const [key, entry] of Object.entries(value as object))
      checkOption(`"${key}" in ${what}`, entry ?? null, shape.values);
  if (shape.fields !== undefined) checkOptions(what, value as object, shape.fields);
}

/** A word that is none is told of with its list. */
const itemOf = (what: string, item: unknown): string => (typeof item === "string" ? what : `an item of ${what}`);

const listed = (shapes: OptionShapes): string =>
  Object.keys(shapes)
    .map((key) => `\`${key}\``)
    .join(", ");
