import type { EventOf } from "@earshot/core/events";

/** The start of a run that may cost something. */
export type PricedStart = EventOf<"chat_model.start" | "llm.start" | "embedding.start">;

/** Its end. */
export type PricedEnd = EventOf<"chat_model.end" | "llm.end" | "embedding.end">;

/** Who was asked, as far as the start of a run says it. */
export interface AskedModel {
  readonly provider: string | undefined;
  readonly model: string | undefined;
}

/** What the answer says besides. */
export interface AnsweredModel {
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly tiers: readonly string[];
  readonly cacheWrite1h: number;
  readonly webSearches: number;
}

type Facts = Readonly<Record<string, unknown>>;

const modelNames = ["model", "model_name", "modelName", "model_id", "modelId"] as const;

/** The model that is asked: `ls_provider` and `ls_model_name` of the metadata, else the `model` of the parameters. */
export function askedModel(event: PricedStart): AskedModel {
  const { metadata } = event;
  const params: Facts = event.type === "embedding.start" ? {} : event.invocationParams;
  const model = textOf(metadata["ls_model_name"]) ?? firstText(params, modelNames) ?? firstText(metadata, modelNames);
  return { provider: textOf(metadata["ls_provider"]), model };
}

/**
 * What an answer's `response_metadata` says: the model that answered, and how it was served. A tier that the answer is silent about may
 * stand in the run's metadata as `service_tier`.
 */
export function answeredModel(event: PricedEnd): AnsweredModel {
  const said = event.type === "embedding.end" ? {} : saidBy(event);
  const usage = recordOf(said["usage"]);
  const tiers = [
    textOf(usage["service_tier"]) ?? textOf(said["service_tier"]) ?? textOf(event.metadata["service_tier"]),
    usage["speed"] === "fast" ? "fast" : undefined,
    geoOf(usage["inference_geo"]),
  ];
  return {
    provider: textOf(said["model_provider"]),
    model: firstText(said, ["model_name", "model", "modelName"]),
    tiers: tiers.filter((tier) => tier !== undefined),
    cacheWrite1h: countOf(recordOf(usage["cache_creation"])["ephemeral_1h_input_tokens"]),
    webSearches: countOf(recordOf(usage["server_tool_use"])["web_search_requests"]),
  };
}

function saidBy(event: EventOf<"chat_model.end" | "llm.end">): Facts {
  // What a run of somebody's own ends with, above all too early, need be no result.
  const result: Partial<typeof event.result> = event.result;
  const generation = recordOf(result.generations?.[0]?.[0]);
  return {
    ...recordOf(result.llmOutput),
    ...recordOf(generation["generationInfo"]),
    ...recordOf(recordOf(generation["message"])["response_metadata"]),
  };
}

function geoOf(geo: unknown): string | undefined {
  const text = textOf(geo);
  return text === undefined || text === "global" || text === "not_available" ? undefined : `geo:${text}`;
}

function firstText(facts: Facts, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(facts[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

const recordOf = (value: unknown): Facts => (typeof value === "object" && value !== null ? (value as Facts) : {});
const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const countOf = (value: unknown): number => (typeof value === "number" ? value : 0);
