import type { EventOf } from "@earshot/core/events";
import { firstText, textOf, type Facts } from "./first-text.js";
import type { PricedEnd } from "./priced-event.js";

/** What the answer says besides. */
export interface AnsweredModel {
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly tiers: readonly string[];
  readonly cacheWrite1h: number;
  readonly webSearches: number;
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

const recordOf = (value: unknown): Facts => (typeof value === "object" && value !== null ? (value as Facts) : {});
const countOf = (value: unknown): number => (typeof value === "number" ? value : 0);
