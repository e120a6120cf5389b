import type { Handler } from "./handler.js";
import type { HandlerSet } from "./handler-set.js";
import { settings } from "./settings.js";

/** Who hears each root run beside those that its call brings. */
export let rootHandlers = (_given: HandlerSet): readonly Handler[] => settings.callbacks;

/** Has each root run heard by whom `more` answers besides. It is asked when the run is opened, and given who hears it already. */
export function addRootHandlers(more: (given: HandlerSet) => readonly Handler[]): void {
  const known = rootHandlers;
  rootHandlers = (given) => {
    const added = more(given);
    return added.length === 0 ? known(given) : [...known(given), ...added];
  };
}
