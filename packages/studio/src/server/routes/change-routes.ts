import type { TraceEvent, TraceFeedback, TraceStore } from "@earshot/trace";
import type { NewFeedback } from "../../api/studio-api.js";
import { check } from "../http/check.js";
import { noSuchRun } from "../http/no-such-run.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import type { Routes } from "../http/route.js";
import type { StudioContext } from "./studio-context.js";

type ChangeRoutes = Pick<
  Routes,
  | "POST /api/runs/:runId/feedback"
  | "PUT /api/runs/:runId/feedback/:feedbackId"
  | "DELETE /api/runs/:runId/feedback/:feedbackId"
  | "DELETE /api/traces/:runId"
>;

const feedbackCheck = check.object<NewFeedback>(
  { key: check.text({ longest: 200, mayBeEmpty: false }), score: check.number(), comment: check.text() },
  ["key"],
);

/** What pages change: what is said about runs, and whether they are kept. */
export function changeRoutes({ store }: Pick<StudioContext, "store">): ChangeRoutes {
  /** Feedback is appended as an event of its run; said anew or taken back, as another. */
  const say = async (runId: string, feedback: TraceFeedback): Promise<void> => {
    const run = (await store.readTrace(runId)).find((each) => each.runId === runId);
    if (run === undefined) throw noSuchRun();
    const { rootRunId, parentRunId, kind, name, tags, metadata, visibility } = run;
    const time = Date.now();
    const event: TraceEvent = {
      type: "run.feedback",
      runId,
      rootRunId,
      ...(parentRunId === undefined ? {} : { parentRunId }),
      seq: nextSeq(time),
      time,
      kind,
      name,
      tags,
      metadata,
      visibility,
      source: "studio",
      feedback,
    };
    await store.append([event]);
  };
  return {
    "POST /api/runs/:runId/feedback": {
      body: feedbackCheck,
      answer: async ({ parameters: { runId }, body }) => {
        const feedbackId = crypto.randomUUID();
        await say(runId, { feedbackId, ...body });
        return { feedbackId };
      },
    },
    "PUT /api/runs/:runId/feedback/:feedbackId": {
      body: feedbackCheck,
      answer: async ({ parameters: { runId, feedbackId }, body }) => {
        await saidOf(store, { runId, feedbackId });
        await say(runId, { feedbackId, ...body });
        return {};
      },
    },
    "DELETE /api/runs/:runId/feedback/:feedbackId": {
      answer: async ({ parameters: { runId, feedbackId } }) => {
        const { key } = await saidOf(store, { runId, feedbackId });
        await say(runId, { feedbackId, key, isRemoved: true });
        return {};
      },
    },
    "DELETE /api/traces/:runId": {
      answer: async ({ parameters: { runId } }) => {
        const [run] = await store.readTrace(runId);
        return { deleted: run === undefined ? 0 : await store.deleteTraces([run.rootRunId]) };
      },
    },
  };
}

async function saidOf(
  store: TraceStore,
  { runId, feedbackId }: { readonly runId: string; readonly feedbackId: string },
): Promise<TraceFeedback> {
  const run = (await store.readTrace(runId)).find((each) => each.runId === runId);
  const said = run?.feedback.find((each) => each.feedbackId === feedbackId);
  if (said === undefined) throw new RequestRefusedError("not_found", "There is no such feedback.");
  return said;
}

let lastSeq = 0;

/** Nobody numbers feedback: the clock in microseconds is beyond what any run has counted to, and no two are the same. */
function nextSeq(time: number): number {
  lastSeq = Math.max(lastSeq + 1, time * 1_000);
  return lastSeq;
}
