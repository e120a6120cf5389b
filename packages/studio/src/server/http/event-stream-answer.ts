import type { EventStream } from "./event-stream.js";

/** An answer that goes on: `open` is handed the client as soon as its headers are sent. */
export class EventStreamAnswer {
  readonly open: (stream: EventStream) => void;

  constructor(open: (stream: EventStream) => void) {
    this.open = open;
  }
}
