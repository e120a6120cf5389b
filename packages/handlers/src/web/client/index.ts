export { readEvents, ReadEventsError, type ReadEventsOptions } from "./read-events.js";
export type { RunEndStatus, StreamEvent, WebEvent } from "../web-event.js";
