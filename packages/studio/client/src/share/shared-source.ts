import type { SharedTrace } from "../../../src/api/shared-trace.js";
import { PiecedText } from "../pace/pieced-text.js";
import type { RunSource } from "../trace/run-source.js";

/** Larger payloads are opened by those who want to see them, as in the studio. */
const largestShown = 256 * 1_024;

/** The events that a file has with it. */
export function sharedSource({ events }: SharedTrace): RunSource {
  const eventsOf = (runId: string) => (Object.hasOwn(events, runId) ? (events[runId] ?? []) : []);
  return {
    events: ({ runId }) =>
      Promise.resolve(
        eventsOf(runId).map((event) => {
          const { payload, ...facts } = event;
          const isLarge = payload !== undefined && payload.length > largestShown;
          return isLarge ? { ...facts, payloadBytes: payload.length } : event;
        }),
      ),
    payload: ({ runId, seq, type }) => {
      const event = eventsOf(runId).find((each) => each.seq === seq && each.type === type);
      return Promise.resolve(new PiecedText([event?.payload ?? ""]));
    },
  };
}
