import type { Handler } from "@earshot/core/events";
import { ForeignRuns } from "@earshot/core/events/foreign";
import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";

/** Who hears a call of AI SDK's that starts here: the handlers it is given, and those of the run it is made in or of the whole process. */
export function tellersOf(callbacks: readonly Handler[] | undefined): readonly ForeignRuns[] {
  const config = AsyncLocalStorageProviderSingleton.getRunnableConfig();
  const around = new ForeignRuns(config === undefined ? { handlers: "configured" } : { below: config });
  const own = callbacks === undefined ? [] : [new ForeignRuns({ handlers: callbacks })];
  // What is called from here is heard below the first.
  return (config === undefined ? [...own, around] : [around, ...own]).filter(({ isHeard }) => isHeard);
}
