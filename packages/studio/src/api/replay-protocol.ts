import type { ReplayRequest } from "./studio-api.js";

/** An app as it connects: what it offers to run again. */
export interface NewReplayTarget {
  readonly name: string;
  readonly models: readonly string[];
}

/** What an app that has connected is asked to do: a call of one of its models, under an id that is given to it. */
export interface ReplayCall {
  readonly callId: string;
  /** Of the run that is to come. */
  readonly newRunId: string;
  readonly request: Omit<ReplayRequest, "targetId">;
}

/** The app has begun, or says why it doesn't. */
export type ReplayReply = { readonly isBegun: true } | { readonly refusal: string };

/** What is said to an app: first who it is, and with which secret it answers; then calls. */
export type ReplayMessage = { readonly targetId: string; readonly secret: string } | ReplayCall;
