import { recordingHandler } from "@earshot/testing";

/** What is recorded, and what was said of each event: its type, name and tags. */
export function eventRecorder() {
  const handler = recordingHandler();
  return {
    handler,
    events: handler.events,
    lines: () => handler.events.map(({ type, name, tags }) => [type, name, ...tags].join(" ")),
  };
}
