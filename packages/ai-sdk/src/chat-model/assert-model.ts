import { AISDKUnsupportedModelError } from "../errors/ai-sdk-unsupported-model-error.js";
import type { AISDKModel } from "./ai-sdk-model.js";

/** @throws AISDKUnsupportedModelError if `model` is none of an AI SDK provider, or one of a specification that is not known here */
export function assertModel(model: unknown): asserts model is AISDKModel {
  const { specificationVersion, modelId, doGenerate, doStream } = (model ?? {}) as Partial<AISDKModel>;
  if (typeof model === "string")
    throw new AISDKUnsupportedModelError(
      `"${model}" is a model's name. Give the model itself: \`anthropic("…")\`, or \`gateway("${model}")\` of the package "ai".`,
    );
  if (typeof doGenerate !== "function" || typeof doStream !== "function")
    throw new AISDKUnsupportedModelError(
      'This is no language model of an AI SDK provider: it has no `doGenerate` and `doStream`. Give what a provider\'s function makes: `anthropic("…")`, `openai("…")`.',
    );
  if (specificationVersion !== "v2" && specificationVersion !== "v3" && specificationVersion !== "v4")
    throw new AISDKUnsupportedModelError(
      `"${modelId}" speaks specification "${String(specificationVersion)}"; "v2", "v3" and "v4" are known here. Install a version of its package for AI SDK 5, 6 or 7.`,
    );
}
