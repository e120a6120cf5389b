import type { RunRecord } from "@earshot/trace/reducer";
import type { SentEvent } from "../../../src/api/studio-api.js";
import { request, requestText } from "../api/studio-client.js";
import { PiecedText } from "../pace/pieced-text.js";

/** Where the events of runs are read from: a server, or the page itself, if it was shared. */
export interface RunSource {
  /** A run's events; those with large payloads without them. */
  events(run: RunRecord, signal: AbortSignal): Promise<readonly SentEvent[]>;
  /** The payload of one, as JSON text. */
  payload(event: SentEvent, signal: AbortSignal): Promise<PiecedText>;
}

/** The studio that the page is of. */
export const studioSource: RunSource = {
  events: ({ runId }, signal) => request("GET /api/runs/:runId/events", { parameters: { runId }, signal }),
  payload: async ({ runId, seq, payload }, signal) =>
    payload === undefined
      ? PiecedText.read(requestText("GET /api/runs/:runId/events/:seq/payload", { parameters: { runId, seq }, signal }))
      : new PiecedText([payload]),
};
