import type { TraceStore } from "@earshot/trace";

/** What commands that only look need of a store. */
export type Traces = Pick<TraceStore, "listRuns" | "readTrace" | "readEvents">;
