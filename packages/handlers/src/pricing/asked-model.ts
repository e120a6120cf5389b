import { firstText, textOf, type Facts } from "./first-text.js";
import type { PricedStart } from "./priced-event.js";

/** Who was asked, as far as the start of a run says it. */
export interface AskedModel {
  readonly provider: string | undefined;
  readonly model: string | undefined;
}

const modelNames = ["model", "model_name", "modelName", "model_id", "modelId"] as const;

/** The model that is asked: `ls_provider` and `ls_model_name` of the metadata, else the `model` of the parameters. */
export function askedModel(event: PricedStart): AskedModel {
  const { metadata } = event;
  const params: Facts = event.type === "embedding.start" ? {} : event.invocationParams;
  const model = textOf(metadata["ls_model_name"]) ?? firstText(params, modelNames) ?? firstText(metadata, modelNames);
  return { provider: textOf(metadata["ls_provider"]), model };
}
