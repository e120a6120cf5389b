import { defineHandler, type EarshotEvent, type ObservingHandler } from "@earshot/core/events";
import type { LineLimits } from "@earshot/core/events/json";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";
import type { PriceCall } from "../events/price-call.js";
import { toTraceEvent } from "../events/to-trace-event.js";
import type { TraceEvent } from "../schema/trace-event.js";
import type { TraceStore } from "../store/trace-store.js";
import { EventBuffer } from "./event-buffer.js";
import { watchExit } from "./exit-watch.js";
import { Heartbeat } from "./heartbeat.js";
import { OpenCalls } from "./open-calls.js";

/** What {@link traceHandler} may be told. */
export interface TraceHandlerOptions {
  /** Where events go: a store, or what opens one when the first event is to be written. */
  readonly store: TraceStore | (() => TraceStore | Promise<TraceStore>);
  /** Shown in reports. Default `"trace"`. */
  readonly name?: string;
  /** Knows what calls cost: `pricer()` of `@earshot/handlers/pricing`. Without it no cost is known. */
  readonly price?: PriceCall;
  /** Milliseconds an event waits to be written at most. Default 50. */
  readonly maxDelayMs?: number;
  /** Events that are written at once, and whose number has them written at once. Default 200. */
  readonly maxBatchEvents?: number;
  /** Events that wait to be written. When there are more, they are dropped, chunks of answers from half of it on. Default 20,000. */
  readonly maxBufferedEvents?: number;
  /** What they take at most, in characters. Default 64 Mi. */
  readonly maxBufferedBytes?: number;
  /** What the payload of one event may hold at most. */
  readonly limits?: LineLimits;
}

/** A handler that writes to a store. */
export interface TraceHandler extends ObservingHandler, AsyncDisposable {
  /** What became of the events that were heard. */
  readonly counts: { readonly written: number; readonly pending: number; readonly dropped: number };
  /**
   * Resolves once every event that was heard so far is in the store.
   *
   * @throws TraceWriteError if that can't be; what was to be written is kept and tried again
   */
  flush(): Promise<void>;
  /**
   * Flushes and hears no more; events that come later fail. The store stays open, it is its owner's.
   *
   * @throws TraceWriteError if not all could be written: what is left is dropped, and counted
   */
  close(): Promise<void>;
}

const shapes: ShapesOf<TraceHandlerOptions> = {
  store: option.required(option.either(option.function, option.object)),
  name: option.name,
  price: option.function,
  maxDelayMs: option.number(),
  maxBatchEvents: option.number({ from: 1, isWhole: true }),
  maxBufferedEvents: option.number(),
  maxBufferedBytes: option.number(),
  limits: option.object,
};

/**
 * Writes every event into a trace store, in batches, beside the app: runs never wait for it. Events are written down as they are heard, later changes
 * of what they show are not in the store.
 *
 * The end of a topmost run answers a promise of its events being in the store, so that core's `flush()` and `waitUntil` wait for them, and so that
 * a store that fails is reported to `onHandlerError`. What waits is also written when the process goes idle, exits or is ended by a signal. An
 * event that has no room is dropped, counted in `counts`, and reported as a TraceWriteError.
 *
 * @throws UnknownOptionError, InvalidOptionError for an option that there is not, or that can't be so
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 * import { traceHandler, type TraceEvent, type TraceStore } from "@earshot/trace";
 *
 * const lines: string[] = [];
 * const append = async (events: readonly TraceEvent[]) => void lines.push(...events.map(({ type }) => type));
 * await using trace = traceHandler({ store: { append } as TraceStore });
 * await RunnableLambda.from((name: string) => `hi ${name}`).invoke("Ada", { callbacks: [trace] });
 * await trace.flush();
 * console.log(lines); // => [ 'chain.start', 'chain.end' ]
 * ```
 */
export function traceHandler(options: TraceHandlerOptions): TraceHandler {
  checkOptions("traceHandler", options, shapes);
  const { store, price, limits, name = "trace", maxDelayMs = 50, maxBatchEvents = 200 } = options;
  const { maxBufferedEvents = 20_000, maxBufferedBytes = 64 * 1024 * 1024 } = options;
  const openStore = typeof store === "function" ? store : () => store;
  const calls = new OpenCalls();
  const heartbeat = new Heartbeat(() => calls.hasAny);
  const write = (to: TraceStore, events: readonly TraceEvent[]) => heartbeat.write(to, events);
  const buffer = new EventBuffer({ openStore, write, maxBatchEvents, maxDelayMs, maxBufferedEvents, maxBufferedBytes });
  let unwatch: (() => void) | undefined;

  function hear(event: EarshotEvent): Promise<void> | undefined {
    unwatch ??= watchExit({ onIdle: () => buffer.writeIfIdle(), onExit: () => buffer.writeNow() });
    const { type } = event;
    if (type.endsWith(".start")) calls.start(event);
    if (!type.endsWith(".end")) {
      buffer.add(toTraceEvent(event, { limits, writer: heartbeat.writer }));
      return undefined;
    }
    const { asked, isLastWord } = calls.end(event);
    buffer.add(toTraceEvent(event, { price, asked, limits }));
    return isLastWord ? buffer.soonWritten() : undefined;
  }

  async function close(): Promise<void> {
    await buffer.close().finally(() => {
      heartbeat.stop();
      unwatch?.();
      // What is heard from now on is refused, and leaves nothing to be written.
      unwatch = () => undefined;
    });
  }

  return defineHandler({
    name,
    get counts() {
      return buffer.counts;
    },
    onEvent: hear,
    flush: () => buffer.written(),
    close,
    [Symbol.asyncDispose]: close,
  });
}
