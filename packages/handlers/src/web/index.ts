export type { EventResponseOptions } from "./event-response-options.js";
export type { SendOptions } from "./channel-response.js";
export { EventStreams, type EventStreamsOptions } from "./event-streams.js";
export { respondWithEvents, resumeEvents, type Work, type WorkConfig } from "./respond-with-events.js";
export { StreamIdError } from "./stream-id-error.js";
export type { RunEndStatus, StreamEvent, WebEvent } from "./web-event.js";
