import type { EarshotEvent, EventOf } from "./event.js";
import type { EventType } from "./event-payloads.js";
import type { LangChainHandler } from "./langchain-handler.js";
import type { RunFacts } from "./run-facts.js";
import type { tapsStages } from "./taps-stages.js";

/** What a typed handler may do, whatever its policy. */
interface TypedHandlerBase {
  /** Shown in reports; default `"handler"`. */
  readonly name?: string;
  /** Two handlers with the same key are one: the first attached hears, the other does not. Default: the handler itself. */
  readonly key?: unknown;
  /** Hands over a bounded plain copy of each payload in place of the caller's own objects. */
  readonly isolate?: boolean;
  /**
   * True: an event doesn't wait behind a promise that the handler returned for an earlier one of the same root run, and a promise that is given up
   * costs the handler that one event alone. For guards that keep a run waiting, and have to hear meanwhile how others go on. Default false.
   */
  readonly concurrent?: boolean;
  /** An `invoke` of a model goes through its stream, so that tokens are heard. */
  readonly lc_prefer_streaming?: boolean;
  /** Called for every event, after `on`. */
  onEvent?(event: EarshotEvent): unknown;
  /** Called for the events of one type each. */
  readonly on?: { readonly [TType in EventType]?: (event: EventOf<TType>) => unknown };
  /**
   * Called around the body of a run and around each pull of its stream; `next` does the work, and what it answers should be
   * returned. This is how a span becomes active. A throw before `next` is a handler's failure: the work is done all the same.
   */
  wrap?<TResult>(run: RunFacts, next: () => TResult): TResult;
  /** @internal What is to take the place of a stage of a stream: the same stage, or another around it. */
  [tapsStages]?<TStage>(stage: TStage): TStage;
}

/** Observes: a throw is reported to `onHandlerError`, and the run goes on. */
export interface ObservingHandler extends TypedHandlerBase {
  readonly policy?: "observe";
  /** True: the run waits for the promises this handler returns. Default false: they are waited for in the background. */
  readonly awaitHandlers?: boolean;
}

/** Guards: always waited for; a throw stops the run, and the caller gets {@link HandlerAbort} with the cause. */
export interface GuardingHandler extends TypedHandlerBase {
  readonly policy: "guard";
  readonly awaitHandlers?: true;
}

/** A handler that is given frozen, typed event objects. */
export type TypedHandler = ObservingHandler | GuardingHandler;

/** Anything that can be attached: a typed handler, or an object with LangChain's methods. */
export type Handler = TypedHandler | LangChainHandler;
