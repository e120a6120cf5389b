import type { TraceEvent } from "@earshot/trace";
import type { SentEvent, StudioApi } from "../../api/studio-api.js";
import { EventStreamAnswer } from "../http/event-stream-answer.js";
import { noSuchRun } from "../http/no-such-run.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import type { Routes } from "../http/route.js";
import { TextAnswer } from "../http/text-answer.js";
import { packageVersion } from "./package-version.js";
import { runQueryCheck, statisticsQueryCheck } from "./run-query-check.js";
import type { StudioContext } from "./studio-context.js";

/** Larger payloads are fetched by those who open them. In characters, which for the text of models are bytes. */
const largestSent = 256 * 1_024;

/** So many values of a kind filters offer, the most frequent ones. */
const mostOffered = 500;

type Facets = StudioApi["GET /api/facets"]["answer"];

type ReadRoutes = Pick<
  Routes,
  | "GET /api/info"
  | "GET /api/runs"
  | "GET /api/traces/:runId"
  | "GET /api/runs/:runId/events"
  | "GET /api/runs/:runId/events/:seq/payload"
  | "GET /api/statistics"
  | "GET /api/facets"
  | "GET /api/changes"
>;

/** What pages read. */
export function readRoutes({ store, storeName, changes, replay }: StudioContext): ReadRoutes {
  const isThere = async (runId: string) => (await store.readTrace(runId)).some((run) => run.runId === runId);
  return {
    "GET /api/info": {
      answer: async () => ({
        version: await packageVersion(),
        size: await store.size(),
        storeName,
        replayTargets: replay.targets,
      }),
    },
    "GET /api/runs": { query: runQueryCheck, answer: ({ query }) => store.listRuns(query) },
    "GET /api/traces/:runId": {
      answer: async ({ parameters: { runId } }) => {
        const runs = await store.readTrace(runId);
        if (runs.length === 0) throw noSuchRun();
        return runs;
      },
    },
    "GET /api/runs/:runId/events": {
      answer: async ({ parameters: { runId } }) => {
        const events = await store.readEvents(runId);
        if (events.length === 0 && !(await isThere(runId))) throw noSuchRun();
        return events.map(toSentEvent);
      },
    },
    "GET /api/runs/:runId/events/:seq/payload": {
      answer: async ({ parameters: { runId, seq } }) => {
        const event = (await store.readEvents(runId)).find((each) => String(each.seq) === seq);
        if (event?.payload === undefined) throw new RequestRefusedError("not_found", "There is no such payload.");
        return new TextAnswer("application/json", event.payload);
      },
    },
    "GET /api/statistics": { query: statisticsQueryCheck, answer: ({ query }) => store.statistics(query) },
    "GET /api/facets": { answer: async () => frequentOnly(await store.facets()) },
    "GET /api/changes": { answer: () => new EventStreamAnswer((stream) => changes.follow(stream)) },
  };
}

/** Without what is too rare to be found in a list: who gives each run a name of its own would have pages draw them all. */
function frequentOnly(facets: Facets): Facets {
  return {
    names: facets.names.slice(0, mostOffered),
    tags: facets.tags.slice(0, mostOffered),
    models: facets.models.slice(0, mostOffered),
    kinds: facets.kinds,
    metadataKeys: facets.metadataKeys.slice(0, mostOffered),
  };
}

function toSentEvent(event: TraceEvent): SentEvent {
  const { payload, ...facts } = event;
  if (payload === undefined || payload.length <= largestSent) return event;
  return { ...facts, payloadBytes: Buffer.byteLength(payload) };
}
