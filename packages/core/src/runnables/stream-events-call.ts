import type { RunnableConfig } from "../context/run-config.js";
import type { StreamEventsFilter } from "./stream-event.js";

/** What `streamEvents` wants to know besides a call's config. */
export interface StreamEventsOptions {
  /** The version of the events; there is one, which is the default. */
  version?: "v2" | undefined;
  /** `"text/event-stream"`: the events as the body of an HTTP answer. */
  encoding?: "text/event-stream" | undefined;
}

/** A call of `streamEvents` or `streamLog` on its way to what carries it out. */
export interface ObservedCall<TOptions = Partial<RunnableConfig>> {
  readonly input: unknown;
  readonly options: TOptions;
  readonly filter: StreamEventsFilter | undefined;
}
