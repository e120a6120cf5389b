import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import type { AISDKModel } from "../chat-model/ai-sdk-model.js";
import type { ToldRun } from "./told-run.js";

/** Which model is asked. */
export type ModelName = Pick<AISDKModel, "provider" | "modelId">;

/** A model call that telemetry tells of and that a middleware may tell more of: its deltas, its answer, what ended it. */
export interface ModelCall {
  readonly run: ToldRun;
  readonly model: ModelName;
  /** The very prompt that the model is asked with, where telemetry is shown that, and can do nothing around the asking. */
  readonly prompt?: object | undefined;
}

/** The calls that telemetry has said the start of and no middleware has taken up, by the id of their run. */
const waiting = new Map<string, ModelCall & { readonly isAround: boolean }>();

/** Offers a call to a middleware. Said in the call's body, so that it is seen whether that can be told by its ambient context. */
export function offer(call: ModelCall): void {
  waiting.set(call.run.runId, { ...call, isAround: ambientRunId() === call.run.runId });
}

/** Takes back what was offered; true if nobody had taken it up. */
export function withdraw(runId: string): boolean {
  return waiting.delete(runId);
}

/**
 * The call that telemetry tells of around this one: the one with this prompt; or the one in whose body this is; or, where there is no ambient
 * context, the oldest of the same model that waits.
 */
export function takeUp(model: ModelName, prompt: object): ToldRun | undefined {
  const around = ambientRunId();
  const call = withPrompt(prompt) ?? (around === undefined ? oldestOf(model) : waiting.get(around));
  if (call !== undefined) waiting.delete(call.run.runId);
  return call?.run;
}

function ambientRunId(): string | undefined {
  const callbacks = AsyncLocalStorageProviderSingleton.getRunnableConfig()?.callbacks as
    | { getParentRunId?(): string | undefined }
    | undefined;
  return callbacks?.getParentRunId?.();
}

function withPrompt(prompt: object): ModelCall | undefined {
  for (const call of waiting.values()) if (call.prompt === prompt) return call;
  return undefined;
}

function oldestOf({ provider, modelId }: ModelName): ModelCall | undefined {
  for (const { isAround, prompt, ...call } of waiting.values()) {
    if (isAround || prompt !== undefined) continue;
    if (call.model.provider === provider && call.model.modelId === modelId) return call;
  }
  return undefined;
}
