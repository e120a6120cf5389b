import { defineHandler, type EarshotEvent, type EventOf, type EventType } from "@earshot/core/events";
import { checkOptions, option, type ShapesOf } from "@earshot/core/options";

/** What a {@link recordingHandler} may be told. */
export interface RecordingHandlerOptions {
  /** Shown in reports; default `"recording"`. */
  readonly name?: string;
}

const shapes: ShapesOf<RecordingHandlerOptions> = { name: option.text };

/** A typed handler that keeps what it hears, in the order it heard it. */
export interface RecordingHandler {
  readonly name: string;
  /** Every event so far; the same array grows on. */
  readonly events: readonly EarshotEvent[];
  onEvent(event: EarshotEvent): void;
  /** The events of one type, in order. */
  ofType<TType extends EventType>(type: TType): readonly EventOf<TType>[];
  /** The events in short, `"chain.start"` or `"chain.end ok"` each: what most tests want to compare. */
  summary(): readonly string[];
  /** Forgets what it has heard. */
  clear(): void;
}

/**
 * A handler for tests that keeps every event. It only listens: attach it wherever a handler goes, read `events` afterwards, and let
 * `assertWellFormed(events)` check what holds for any run.
 *
 * @example
 * ```ts
 * import { run } from "@earshot/core/events";
 * import { assertWellFormed, recordingHandler } from "@earshot/testing";
 *
 * const recording = recordingHandler();
 * await run({ kind: "chain", name: "add", start: { inputs: { a: 1 } } }, () => 2, { callbacks: [recording] });
 * assertWellFormed(recording.events);
 * console.log(recording.summary()); // => [ 'chain.start', 'chain.end ok' ]
 * ```
 */
export function recordingHandler(options: RecordingHandlerOptions = {}): RecordingHandler {
  checkOptions("recordingHandler", options, shapes);
  const events: EarshotEvent[] = [];
  return defineHandler({
    name: options.name ?? "recording",
    events,
    onEvent(event: EarshotEvent): void {
      events.push(event);
    },
    ofType: <TType extends EventType>(type: TType) => events.filter((event) => event.type === type) as EventOf<TType>[],
    summary: () => events.map((event) => ("status" in event ? `${event.type} ${event.status}` : event.type)),
    clear(): void {
      events.length = 0;
    },
  });
}
