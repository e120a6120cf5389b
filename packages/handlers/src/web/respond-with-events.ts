import { defineHandler, type EarshotEvent, type EventType, type GuardingHandler } from "@earshot/core/events";
import { InvalidOptionError } from "@earshot/core/errors";
import { checkOption, checkOptions, option } from "@earshot/core/options";
import { channelResponse, goneResponse, sendShapes, type SendOptions } from "./channel-response.js";
import type { EventChannel } from "./event-channel.js";
import { responseShapes, streamsShape, type EventResponseOptions } from "./event-response-options.js";
import { EventStreams } from "./event-streams.js";
import { later } from "./later.js";
import { mapEvent } from "./map-event.js";

/** What the work is to be called with: it makes its events heard, and stops it when the client has left. */
export interface WorkConfig {
  readonly callbacks: readonly [GuardingHandler];
  readonly signal: AbortSignal;
}

/** Does the work: `(config) => chain.invoke(input, config)`, or one that answers a stream, which is then read to its end. */
export type Work = (config: WorkConfig) => unknown;

const resumeShapes = { ...sendShapes, streamId: option.text };

const requestShape = {
  wanted: "a `Request`",
  isRequired: true,
  fits: (value: unknown) => typeof (value as Partial<Request> | undefined)?.headers?.get === "function",
};

const defaultEvents: readonly EventType[] = ["chat_model.delta", "llm.delta", "tool.start", "tool.end"];

/**
 * Answers a request with the events of the work, as server-sent events, while it is done. Only what is meant for the user gets out: runs with
 * visibility `user`, the types of events that are listed, of each what `map` answers. The last event is always `stream.end`, after
 * `stream.error` if the work failed, with a message that gives nothing away.
 *
 * A request with `Last-Event-ID` does no work: its client has been here before, and is sent what it missed – or `stream.gone`, if that is no
 * longer kept.
 *
 * @throws StreamIdError if `streamId` is taken, or none
 * @throws UnknownOptionError, InvalidOptionError for what there is not, or can't be so; `onDisconnect: "keep"` needs `streams`
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { respondWithEvents } from "@earshot/handlers/web";
 *
 * const greet = RunnableLambda.from((name: string) => `Hello, ${name}!`);
 * const request = new Request("http://localhost/greet");
 * const response = respondWithEvents(request, (config) => greet.invoke("Ada", config), { events: ["chain.end"], streamId: "greeting" });
 * console.log(response.headers.get("content-type"));
 * console.log((await response.text()).split("\n").filter((line) => line.startsWith("event")));
 * // => text/event-stream; charset=utf-8
 * // => [ 'event: stream.open', 'event: event', 'event: stream.end' ]
 * ```
 */
export function respondWithEvents(request: Request, work: Work, options: EventResponseOptions = {}): Response {
  checkOption("the request of respondWithEvents", request, requestShape);
  checkOption("the work of respondWithEvents", work, option.function);
  checkOptions("respondWithEvents", options, responseShapes);
  if (options.onDisconnect === "keep")
    checkOption('`streams`, which `onDisconnect: "keep"` of respondWithEvents needs,', options.streams, streamsShape);
  const { streams = new EventStreams({ keepMs: 0 }), streamId = crypto.randomUUID() } = options;
  if (request.headers.has("last-event-id")) return resume(request, streams, options);
  const channel = streams.open(streamId);
  const controller = new AbortController();
  watchReaders(channel, controller, { streams, onDisconnect: options.onDisconnect });
  const response = channelResponse(channel, { position: 0, signal: request.signal }, options);
  void doWork(channel, () => work({ callbacks: [sender(channel, options)], signal: controller.signal }), options);
  return response;
}

/**
 * Answers with the events of a stream that another request began: for a second client, or for a route of its own to come back to. A request
 * with `Last-Event-ID` is sent what comes after; one without, all that is kept of the stream that `streamId` names.
 */
export function resumeEvents(request: Request, streams: EventStreams, options: ResumeOptions = {}): Response {
  checkOption("the request of resumeEvents", request, requestShape);
  checkOption("the second argument of resumeEvents", streams, streamsShape);
  checkOptions("resumeEvents", options, resumeShapes);
  return resume(request, streams, options);
}

type ResumeOptions = SendOptions & { readonly streamId?: string | undefined };

function resume(request: Request, streams: EventStreams, options: ResumeOptions): Response {
  const [, id = options.streamId ?? "", number = "0"] =
    /^([\w-]{1,128})\.(\d{1,15})$/.exec(request.headers.get("last-event-id") ?? "") ?? [];
  const channel = streams.find(id);
  if (channel === undefined) return goneResponse("unknown", options);
  return channelResponse(channel, { position: Number(number), signal: request.signal }, options);
}

/** Inline and without a deadline, so that a slow client slows the run down; it ends with the run's signal. */
function sender(channel: EventChannel, options: EventResponseOptions): GuardingHandler {
  const { events = defaultEvents, visibility = "user", map = mapEvent } = options;
  const send = (event: EarshotEvent): Promise<void> | undefined => {
    if (visibility === "user" && event.visibility !== "user") return undefined;
    const data = map(event);
    if (typeof (data as Partial<PromiseLike<unknown>> | undefined)?.then === "function")
      throw new InvalidOptionError("what `map` of respondWithEvents answers", data, "a value, not a promise of one");
    return data === undefined ? undefined : channel.push(data);
  };
  return defineHandler({
    name: "web events",
    policy: "guard",
    on: Object.fromEntries(events.map((type) => [type, send])),
  });
}

async function doWork(channel: EventChannel, work: () => unknown, options: EventResponseOptions): Promise<void> {
  try {
    await drain(await work());
    channel.end({ type: "stream.end", status: "ok" });
  } catch (error) {
    const { name, is_bubble_up: isInterrupt } = Object(error) as {
      readonly name?: unknown;
      readonly is_bubble_up?: unknown;
    };
    if (isInterrupt === true) return channel.end({ type: "stream.end", status: "interrupted" });
    const status = name === "AbortError" ? "cancelled" : "error";
    channel.end({ type: "stream.error", message: messageOf(error, options) }, { type: "stream.end", status });
    tell(error, options);
  }
}

/** A stream does its work only while it is read. */
async function drain(result: unknown): Promise<void> {
  if (typeof result !== "object" || result === null || !(Symbol.asyncIterator in result)) return;
  for await (const _ of result as AsyncIterable<unknown>);
}

function messageOf(error: unknown, { errorMessage }: EventResponseOptions): string {
  try {
    const message: unknown = errorMessage?.(error);
    if (typeof message === "string") return message;
  } catch {
    // What it can't say is not said.
  }
  return "The run failed.";
}

function tell(error: unknown, { onError }: EventResponseOptions): void {
  try {
    onError?.(error);
  } catch {
    // Nobody is left to be told.
  }
}

interface Watching {
  readonly streams: EventStreams;
  readonly onDisconnect: EventResponseOptions["onDisconnect"];
}

/** Aborts the work once nobody reads its events, and lets the stream go some time after its end. */
function watchReaders(channel: EventChannel, controller: AbortController, { streams, onDisconnect }: Watching): void {
  const abort = (): void => controller.abort(new DOMException("The client has left.", "AbortError"));
  let cancelTimer: (() => void) | undefined;
  channel.onChange = () => {
    cancelTimer?.();
    cancelTimer = undefined;
    if (channel.isEnded) {
      channel.onChange = undefined;
      return streams.retire(channel);
    }
    if (channel.readerCount > 0) return;
    if (onDisconnect === "keep") cancelTimer = later(streams.keepMs, abort);
    else abort();
  };
}
