import { foreignPlaces } from "@earshot/core/events/foreign";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { ListenerOptions } from "./listener-options.js";

/**
 * Refuses options that there are not, and callbacks that can't hear, when they are given and not at the first call, whose hooks' errors
 * AI SDK 7 drops: none is deaf.
 *
 * @throws UnknownOptionError, InvalidOptionError, InvalidHandlerError
 */
export function checkListenerOptions<TOptions extends ListenerOptions>(
  where: string,
  options: TOptions,
  others: Omit<ShapesOf<TOptions>, "callbacks">,
): void {
  checkOptions<ListenerOptions>(where, options, { callbacks: option.any, ...others });
  foreignPlaces(options.callbacks); // throws for those that can't hear
}
