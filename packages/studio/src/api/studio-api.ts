import type { NewReplayTarget, ReplayMessage, ReplayReply } from "./replay-protocol.js";
import type {
  JsonValue,
  RunPage,
  RunQuery,
  RunRecord,
  StatisticsQuery,
  StatisticsRow,
  TraceChanges,
  TraceEvent,
} from "@earshot/trace";

/** An app that lets the page run a model call again: it has connected and allowed it. */
export interface ReplayTarget {
  readonly targetId: string;
  /** As the app calls itself. */
  readonly name: string;
  /** The names of the chat models it offers. */
  readonly models: readonly string[];
}

/** What the server says of itself. */
export interface StudioInfo {
  readonly version: string;
  readonly size: { readonly traces: number; readonly runs: number; readonly bytes: number };
  /** Of the store, as a person would say it; never a path of the machine beyond the file's name. */
  readonly storeName: string;
  readonly replayTargets: readonly ReplayTarget[];
}

/** A run's event whose payload was too large to send along: `/api/runs/:runId/events/:seq/payload` has it. */
export type SentEvent = TraceEvent & { readonly payloadBytes?: number };

/** What came, as pages are told. */
export interface StudioChanges extends TraceChanges {
  /** The apps that allow replays now, if some came or went. */
  readonly replayTargets?: readonly ReplayTarget[];
}

/** A judgement or remark, as a page posts it. */
export interface NewFeedback {
  readonly key: string;
  readonly score?: number;
  readonly comment?: string;
}

/** A model call to be made again: the recorded one with other messages or parameters. */
export interface ReplayRequest {
  readonly targetId: string;
  readonly runId: string;
  readonly model: string;
  /** Messages in the form of event lines. */
  readonly messages: readonly JsonValue[];
  readonly parameters: { readonly [name: string]: JsonValue };
}

/** What an error says: HTTP status 4xx or 5xx, and this. */
export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * What the server answers under `/api`, by method and path. Queries are JSON in the parameter `query`; bodies are JSON. `/api/changes` is a stream
 * of server-sent events, each of them {@link StudioChanges} whose id is its cursor, so that a client that was cut off goes on where it was.
 */
export interface StudioApi {
  "GET /api/info": { readonly answer: StudioInfo };
  "GET /api/runs": { readonly query: RunQuery; readonly answer: RunPage };
  "GET /api/traces/:runId": { readonly answer: readonly RunRecord[] };
  "GET /api/runs/:runId/events": { readonly answer: readonly SentEvent[] };
  "GET /api/runs/:runId/events/:seq/payload": { readonly answer: JsonValue };
  "GET /api/statistics": { readonly query: StatisticsQuery; readonly answer: readonly StatisticsRow[] };
  /** The most frequent values, 500 of a kind at most. */
  "GET /api/facets": {
    readonly answer: {
      readonly names: readonly string[];
      readonly tags: readonly string[];
      readonly models: readonly string[];
      readonly kinds: readonly string[];
      readonly metadataKeys: readonly string[];
    };
  };
  "GET /api/changes": { readonly answer: StudioChanges };
  "POST /api/runs/:runId/feedback": { readonly body: NewFeedback; readonly answer: { readonly feedbackId: string } };
  /** Says it anew, in the place of what was said. */
  "PUT /api/runs/:runId/feedback/:feedbackId": { readonly body: NewFeedback; readonly answer: Record<string, never> };
  "DELETE /api/runs/:runId/feedback/:feedbackId": { readonly answer: Record<string, never> };
  "DELETE /api/traces/:runId": { readonly answer: { readonly deleted: number } };
  /** JSON lines of {@link TraceEvent}, one or several traces (`?runId=…&runId=…`). */
  "GET /api/export": { readonly answer: string };
  /** JSON lines: of `/api/export`, or event lines of a handler. */
  "POST /api/import": {
    readonly body: string;
    readonly answer: {
      readonly events: number;
      /** Lines that are no event, and were left out; the number of the first, from 1, and why it is none. */
      readonly broken: number;
      readonly firstBroken?: { readonly line: number; readonly reason: string };
    };
  };
  /** One HTML file that shows the trace anywhere. */
  "GET /api/traces/:runId/share": { readonly answer: string };
  /** Source of a test that replays the run's model calls. */
  "GET /api/traces/:runId/test": { readonly answer: string };
  /** The recording that goes with that test: JSON lines, as `record` of `@earshot/testing` writes them. */
  "GET /api/traces/:runId/recording": { readonly answer: string };
  /** Answers the id of the new run, heard as soon as the app begins it. */
  "POST /api/replay": { readonly body: ReplayRequest; readonly answer: { readonly runId: string } };
  /** How an app connects: a stream of server-sent events, which are what it is asked to do until it leaves. */
  "POST /api/replay/targets": { readonly body: NewReplayTarget; readonly answer: ReplayMessage };
  /** The app's reply, with the secret that it was told. */
  "POST /api/replay/targets/:targetId/calls/:callId": {
    readonly body: { readonly secret: string; readonly reply: ReplayReply };
    readonly answer: Record<string, never>;
  };
}
