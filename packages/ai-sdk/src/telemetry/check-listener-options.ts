import type { Handler } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import { tellersOf } from "./tellers-of.js";

/** Options that say, among other things, who hears. */
interface ListenerOptions {
  readonly callbacks?: readonly Handler[];
}

/**
 * Refuses options that there are not, and callbacks that can't hear, when they are given and not at the first call: none is deaf.
 *
 * @throws UnknownOptionError, InvalidOptionError, InvalidHandlerError
 */
export function checkListenerOptions<TOptions extends ListenerOptions>(
  where: string,
  options: TOptions,
  others: Omit<ShapesOf<TOptions>, "callbacks">,
): void {
  checkOptions<ListenerOptions>(where, options, { callbacks: option.any, ...others });
  tellersOf(options.callbacks); // throws for those that can't hear
}
