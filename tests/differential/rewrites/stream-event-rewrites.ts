import type { Described } from "../describe-value.js";
import { rewriteObjects, withoutKeys } from "./rewrite-values.js";
import type { DescribedObject, Rewrite } from "./rewrite.js";

/** A stream event as it is described. */
interface DescribedEvent extends DescribedObject {
  readonly event: string;
  readonly name: string;
  readonly run_id: string;
  readonly data: DescribedObject;
}

/** Rewrites every list of events, in the outcome and in what handlers are given. */
function rewriteEvents(rewrite: (events: readonly DescribedEvent[]) => readonly DescribedEvent[]): Rewrite {
  return rewriteObjects((object) => {
    const { events } = object;
    return Array.isArray(events) ? { ...object, events: rewrite(events as unknown as DescribedEvent[]) } : object;
  });
}

const isStreamed = ({ event, data }: DescribedEvent) => event.endsWith("_stream") || isDeferred({ event, data });
const isDeferred = ({ event, data }: Pick<DescribedEvent, "event" | "data">) =>
  event === "on_chain_start" && Object.keys(data).length === 0;

/** A model's chunk stands before all that is made of it. */
export const tellsModelChunksFirst: Rewrite = rewriteEvents((events) => {
  const ordered: DescribedEvent[] = [];
  let place = 0; // behind the last event that is not made of the chunk that comes next
  for (const event of events) {
    if (event.event === "on_chat_model_stream") ordered.splice(place, 0, event);
    else ordered.push(event);
    if (event.event === "on_chat_model_stream" || !isStreamed(event)) place = ordered.length;
  }
  return ordered;
});

/** A lambda starts when its input is there, with that input: what the run before it gave. */
export const startsLambdasWithTheirInput: Rewrite = rewriteEvents((events) => {
  const deferred = events.filter(isDeferred);
  const rest = events.filter((event) => !isDeferred(event));
  for (const start of deferred) {
    const first = rest.findIndex(({ run_id }) => run_id === start.run_id);
    const place = first === -1 ? rest.length : first;
    const input = rest.find((event) => event.run_id === start.run_id && "input" in event.data)?.data.input;
    const given = input ?? (rest[place - 1] as DescribedEvent).data.output;
    rest.splice(place, 0, { ...start, data: { input: given as Described } });
  }
  return rest;
});

/** A sequence within another tells what its parser gives it. */
export const tellsChunksOfInnerSequences: Rewrite = rewriteEvents((events) => {
  const inner = events.find(({ name }) => name === "inner") as DescribedEvent;
  return events.flatMap((event) =>
    event.event === "on_parser_stream" ? [event, { ...inner, event: "on_chain_stream", data: event.data }] : [event],
  );
});

/** The last of what a whole answer passes ends last. */
export const passesWholeAnswersOnFirst: Rewrite = rewriteEvents((events) => {
  const place = events.findIndex(({ event }) => event === "on_chat_model_end");
  const [end, chunk] = events.slice(place, place + 2) as [DescribedEvent, DescribedEvent];
  return [...events.slice(0, place), chunk, end, ...events.slice(place + 2)];
});

/** The finish reason of a streamed answer, in its last chunk and in the whole. */
export const tellsFinishReasons: Rewrite = rewriteObjects((object) => {
  const metadata = object.response_metadata as DescribedObject | undefined;
  if (metadata?.model_name === undefined) return object;
  return { ...object, response_metadata: { finish_reason: "stop", ...metadata } };
});

/** An end for each start that has none, innermost first: `inputs` are those of the runs that are fed by a stream, by name. */
export function endsFailedRuns(error: string, inputs: DescribedObject = {}): Rewrite {
  return rewriteEvents((events) => {
    const ended = new Set(events.filter(({ event }) => event.endsWith("_end")).map(({ run_id }) => run_id));
    const [root, ...open] = events.filter(({ event, run_id }) => event.endsWith("_start") && !ended.has(run_id));
    const endOf = (start: DescribedEvent, data: DescribedObject): DescribedEvent => ({
      ...start,
      event: start.event.replace("_start", "_error"),
      data,
    });
    const ends = open.map((start) => {
      const input = start.data.input ?? inputs[start.name];
      return endOf(start, { error, ...(input !== undefined && { input }) });
    });
    return [...events, ...ends, endOf(root as DescribedEvent, { error })];
  });
}

/** The first event that a filter lets through says its own run's input, not that of the run that is streamed. */
export function tellsOwnInput(input: Described, atStart: DescribedObject): Rewrite {
  return rewriteEvents(([start, ...rest]) => {
    const first = start as DescribedEvent;
    return [
      { ...first, data: atStart },
      ...rest.map((event) =>
        event.run_id === first.run_id && event.event.endsWith("_end")
          ? { ...event, data: { ...event.data, input } }
          : event,
      ),
    ];
  });
}

/** `version` is an option of `streamEvents`, not of the models below. */
export const leavesOutVersion: Rewrite = withoutKeys("version");

/** The runs around each run, as handlers hear of them. */
export const namesParents: Rewrite = (recording) => {
  const parents = new Map<Described, Described>();
  for (const { method, arguments: given } of recording.calls)
    if (method.endsWith("Start")) parents.set(given[2] as Described, given[3] as Described);
  const parentsOf = (run: Described): Described[] => {
    const parent = parents.get(run) as Described;
    return parent === "<undefined>" ? [] : [...parentsOf(parent), parent];
  };
  return rewriteEvents((events) => events.map((event) => ({ ...event, parent_ids: parentsOf(event.run_id) })))(
    recording,
  );
};

/** Version 1 is refused at the call. */
export const refusesVersion1: Rewrite = (recording) => ({
  ...recording,
  outcome: {
    threw: {
      "<class>": "StreamEventsVersionError",
      name: "StreamEventsVersionError",
      message:
        'streamEvents has the events of version "v2", and was asked for "v1". ' +
        'Call it with `{ version: "v2" }`: it tells all that other versions do.',
    },
  },
});
