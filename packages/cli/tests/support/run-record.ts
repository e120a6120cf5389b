import type { RunRecord } from "@earshot/trace";

/** A run as a store lists it: a root of its own that has ended well, but for what is said. */
export const runRecord = (runId: string, said: Partial<RunRecord> = {}): RunRecord => ({
  runId,
  rootRunId: runId,
  seq: 0,
  kind: "chain",
  name: "ask",
  status: "ok",
  startedAt: 0,
  tags: [],
  metadata: {},
  visibility: "user",
  source: "earshot",
  retries: 0,
  feedback: [],
  ...said,
});
