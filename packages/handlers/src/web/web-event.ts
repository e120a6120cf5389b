import type { EventType } from "@earshot/core/events";

/** What every event of a run says to a client, unless a `map` says otherwise. */
interface RunMoment {
  readonly runId: string;
  /** The run's name. */
  readonly name: string;
}

/** What a client is told of an event by default: never inputs, outputs, arguments, metadata, tags or errors. */
export type WebEvent =
  | (RunMoment & { readonly type: "chat_model.delta" | "llm.delta"; readonly text: string; readonly index: number })
  | (RunMoment & { readonly type: "run.text"; readonly text: string })
  | (RunMoment & { readonly type: "run.custom"; readonly eventName: string; readonly data: unknown })
  | (RunMoment & { readonly type: EndType; readonly status: RunEndStatus })
  | (RunMoment & { readonly type: Exclude<EventType, EndType | SaidType> });

type EndType = Extract<EventType, `${string}.end`>;
type SaidType = "chat_model.delta" | "llm.delta" | "run.text" | "run.custom";

/** How a run, or all the work of a stream, ended. */
export type RunEndStatus = "ok" | "error" | "cancelled" | "interrupted";

/** What a stream says of itself; the last of all is always `stream.end`, unless there is no such stream: then it is `stream.gone`. */
export type StreamEvent =
  | { readonly type: "stream.error"; readonly message: string }
  | { readonly type: "stream.end"; readonly status: RunEndStatus }
  /** Events that the client hasn't had are no longer kept, or the stream is unknown. */
  | { readonly type: "stream.gone"; readonly reason: "unknown" | "dropped" };
