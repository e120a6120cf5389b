import type { ForeignCallbacks } from "@earshot/core/events/foreign";

/** What says who hears. */
export interface ListenerOptions {
  /**
   * Who hears the calls, beside the handlers of the run they are made in, or of the whole process: a list of handlers, or the
   * callback manager or run manager of a run, of Earshot's or LangChain's, which the calls are below then.
   */
  readonly callbacks?: ForeignCallbacks | undefined;
}
