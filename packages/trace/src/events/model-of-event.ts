import type { EarshotEvent } from "@earshot/core/events";
import { callKinds } from "../reducer/run-totals.js";

/** Who was asked, or who answered, as far as an event says it. */
export interface EventModel {
  readonly model: string | undefined;
  readonly provider: string | undefined;
}

type Facts = Readonly<Record<string, unknown>>;

const modelNames = ["model", "model_name", "modelName", "model_id", "modelId"];

/** The model asked, of a start; the model that answered, of an end. Nothing of other events, and of runs that ask no model. */
export function modelOfEvent(event: EarshotEvent): EventModel | undefined {
  if (!callKinds.includes(event.kind)) return undefined;
  const { metadata } = event;
  const provider = textOf(metadata["ls_provider"]);
  if (event.type.endsWith(".start")) {
    const parameters = "invocationParams" in event ? recordOf(event.invocationParams) : {};
    const model = textOf(metadata["ls_model_name"]) ?? firstText(parameters) ?? firstText(metadata);
    return { model, provider };
  }
  if (!event.type.endsWith(".end")) return undefined;
  const answer = "result" in event ? answerFacts(event.result) : {};
  return { model: firstText(answer), provider: provider ?? textOf(answer["model_provider"]) };
}

/** What a result says of itself, the message's own word last. A run of somebody's own may end with anything. */
function answerFacts(result: unknown): Facts {
  const { llmOutput, generations } = recordOf(result);
  const [[generation] = []] = (Array.isArray(generations) ? generations : []) as readonly (readonly unknown[])[];
  const { generationInfo, message } = recordOf(generation);
  return { ...recordOf(llmOutput), ...recordOf(generationInfo), ...recordOf(recordOf(message)["response_metadata"]) };
}

function firstText(facts: Facts): string | undefined {
  for (const name of modelNames) {
    const text = textOf(facts[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const recordOf = (value: unknown): Facts => (typeof value === "object" && value !== null ? (value as Facts) : {});
