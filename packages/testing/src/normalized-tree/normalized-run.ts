import type { EarshotEvent, JsonValue } from "@earshot/core/events";
import { eventJson } from "./event-json.js";
import { factsOf, type HeardRun } from "./heard-run.js";

type Json = { [key: string]: JsonValue };

/** A run as it is compared with the same run of another time: plain data without times, ids replaced by labels. */
export interface NormalizedRun {
  /** `r1`, `r2` … from the top of the tree to its bottom. */
  readonly run: string;
  readonly kind: string;
  readonly name: string;
  readonly runType?: string;
  /** Only where it is not for the user. */
  readonly visibility?: string;
  readonly tags?: readonly string[];
  readonly metadata?: Json;
  /** What it was given. */
  readonly start?: Json;
  /** What it said, but for runs below; of chunks, their parts. */
  readonly events?: readonly Json[];
  readonly status: string;
  /** What came of it. */
  readonly end?: Json;
  readonly runs?: readonly NormalizedRun[];
}

/** What events say of their run, and normalized runs say once. */
const facts = new Set([
  "type",
  "runId",
  "parentRunId",
  "rootRunId",
  "seq",
  "kind",
  "runType",
  "name",
  "tags",
  "metadata",
]);
const ofEnds = new Set(["status", "inputs", "defersInputs"]);

/** A run alone, without those below; ids are as they are. */
export function normalizedRun(heard: HeardRun): Omit<NormalizedRun, "runs"> {
  const { runId, kind, name, runType, visibility, tags, metadata } = factsOf(heard);
  const { start, end, events } = heard;
  const said = events.map((event) => ({ type: event.type, ...saidBy(event) }));
  const before = start === undefined ? {} : payloadOf(start);
  const after = end === undefined ? {} : endOf(end);
  return {
    run: runId,
    kind,
    name,
    ...(runType !== undefined && { runType }),
    ...(visibility !== "user" && { visibility }),
    ...(tags.length > 0 && { tags }),
    ...(Object.keys(metadata).length > 0 && { metadata: eventJson(factsOf(heard))["metadata"] as Json }),
    ...(Object.keys(before).length > 0 && { start: before }),
    ...(said.length > 0 && { events: said }),
    status: end !== undefined && "status" in end ? end.status : "open",
    ...(Object.keys(after).length > 0 && { end: after }),
  };
}

function payloadOf(event: EarshotEvent): Json {
  return Object.fromEntries(
    Object.entries(eventJson(event)).filter(
      ([key, value]) => key !== "visibility" && !facts.has(key) && !isEmptyObject(value),
    ),
  );
}

/** Of a chunk, its parts and nothing that repeats them. */
function saidBy(event: EarshotEvent): Json {
  const { chunk, text, index: _, parts, ...payload } = payloadOf(event);
  if (event.type === "tool.delta") return { ...payload, chunk: chunk ?? null };
  if (!event.type.endsWith(".delta")) return { ...payload, ...(text !== undefined && { text }) };
  return { parts: parts ?? [] };
}

/** The message or text in place of the result around it. */
function endOf(event: EarshotEvent): Json {
  const { result, ...payload } = Object.fromEntries(
    Object.entries(payloadOf(event)).filter(([key]) => !ofEnds.has(key)),
  ) as Json;
  if (result === undefined) return payload;
  const { generations } = result as unknown as { readonly generations: readonly (readonly Json[])[] };
  const answers = generations.flat().map(({ message, text }) => message ?? text ?? "");
  return { ...payload, ...(answers.length === 1 ? { answer: answers[0] as JsonValue } : { answers }) };
}

const isEmptyObject = (value: JsonValue): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
