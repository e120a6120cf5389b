import { foreignPlaces, type ForeignCallbacks } from "@earshot/core/events/foreign";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";

/** Options that say, among other things, who hears. */
interface ListenerOptions {
  readonly callbacks?: ForeignCallbacks | undefined;
}

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
