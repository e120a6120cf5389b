import type { RunRecord } from "@earshot/trace/reducer";
import { requestText } from "../api/studio-client.js";
import { readList } from "../pace/read-list.js";

/** All runs of a trace. There may be tens of thousands: they are read as they come, and the page gets its turn meanwhile. */
export const readTrace = (runId: string, signal: AbortSignal): Promise<readonly RunRecord[]> =>
  readList(requestText("GET /api/traces/:runId", { parameters: { runId }, signal }));
