import type { EarshotEvent, EventType } from "@earshot/core/events";
import { option, type ShapesOf } from "@earshot/core/options";
import { eventTypes } from "../options/run-kinds.js";
import { sendShapes, type SendOptions } from "./channel-response.js";
import { EventStreams } from "./event-streams.js";

/** What gets to the client, and what happens when it leaves. */
export interface EventResponseOptions extends SendOptions {
  /** Where clients that come back find their stream, or others join it; without one, nobody comes back. */
  readonly streams?: EventStreams | undefined;
  /** Default: a random UUID. Whoever knows it may read the stream, if the server lets them. */
  readonly streamId?: string | undefined;
  /** The types of events that are sent. Default: pieces of answers, and that tools start and end. */
  readonly events?: readonly EventType[] | undefined;
  /** Whether events of runs that are `internal` are sent too. Default `"user"`: they are not. */
  readonly visibility?: "user" | "all" | undefined;
  /**
   * What is sent of an event, as JSON; `undefined` for nothing. Default: what {@link WebEvent} has. One that throws stops the run, since its
   * client would miss something.
   */
  readonly map?: ((event: EarshotEvent) => unknown) | undefined;
  /** When the last client has left: the run is aborted (the default), or goes on for whoever comes back, for `keepMs` of `streams`. */
  readonly onDisconnect?: "abort" | "keep" | undefined;
  /** What the client is told when the work fails. Default: that it failed, and no more. */
  readonly errorMessage?: ((error: unknown) => string) | undefined;
  /** Is told what the client is not. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

export const streamsShape = {
  wanted: "an `EventStreams`, one for the app",
  fits: (value: unknown) => value instanceof EventStreams,
};

export const responseShapes: ShapesOf<EventResponseOptions> = {
  ...sendShapes,
  streams: streamsShape,
  streamId: option.text,
  events: option.listOf(option.oneOf(...eventTypes)),
  visibility: option.oneOf("user", "all"),
  map: option.function,
  onDisconnect: option.oneOf("abort", "keep"),
  errorMessage: option.function,
  onError: option.function,
};
