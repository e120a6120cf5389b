import { checkOption, checkOptions } from "../options/check-options.js";
import { option, type OptionShape } from "../options/option-shape.js";
import { Runnable } from "./runnable.js";

type Fallbacks = readonly Runnable[] | { readonly fallbacks: readonly Runnable[] };

const givenShape: OptionShape = {
  wanted: "a list of runnables, or an object with one as `fallbacks`",
  fits: (value) => Array.isArray(value) || (option.object.fits(value) && !Runnable.isRunnable(value)),
};

/**
 * The fallbacks that `withFallbacks` is given, in either of its forms.
 *
 * @throws InvalidOptionError, UnknownOptionError for anything else: a single runnable is no list
 */
export function listedFallbacks(given: Fallbacks): readonly Runnable[] {
  checkOption("what withFallbacks is given", given, givenShape);
  if (Array.isArray(given)) return given as readonly Runnable[];
  const options = given as Exclude<Fallbacks, readonly Runnable[]>;
  checkOptions("withFallbacks", options, {
    fallbacks: option.required({ ...option.listOf(option.any), wanted: "a list of runnables" }),
  });
  return options.fallbacks;
}
