import type { ModelName } from "./model-call.js";

/** What LangSmith and others read of a model in a run's metadata, and that AI SDK made the call: the studio says in copied tests what that means. */
export function modelMetadata({ provider, modelId }: ModelName): Record<string, unknown> {
  return {
    ls_provider: provider.split(".")[0],
    ls_model_name: modelId,
    ls_model_type: "chat",
    ls_integration: "vercel-ai-sdk",
  };
}
