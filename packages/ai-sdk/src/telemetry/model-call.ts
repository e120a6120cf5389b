import type { ChatResult, LLMResult } from "@earshot/core/outputs";
import type { AIMessage } from "@earshot/core/messages";
import { AsyncLocalStorageProviderSingleton } from "@earshot/core/singletons";
import type { AISDKModel } from "../chat-model/ai-sdk-model.js";
import type { ToldOutcome, ToldRun } from "./told-run.js";

/** Which model is asked. */
export type ModelName = Pick<AISDKModel, "provider" | "modelId">;

/** A model call that telemetry tells of and that a middleware may tell more of: its deltas, its answer, what ended it. */
export interface ModelCall {
  readonly run: ToldRun;
  readonly model: ModelName;
}

/** The calls that telemetry has said the start of and no middleware has taken up, by the id of their run. */
const waiting = new Map<string, ModelCall>();

export function offer(call: ModelCall): void {
  waiting.set(call.run.runId, call);
}

/** Takes back what was offered; true if nobody had taken it up. */
export function withdraw(runId: string): boolean {
  return waiting.delete(runId);
}

/**
 * The call that telemetry tells of around this one: the one in whose body this is, or, where there is no ambient context, the oldest of the same
 * model that waits.
 */
export function takeUp(model: ModelName): ToldRun | undefined {
  const around = ambientRunId();
  const call = around === undefined ? oldestOf(model) : waiting.get(around);
  if (call !== undefined) waiting.delete(call.run.runId);
  return call?.run;
}

function ambientRunId(): string | undefined {
  const callbacks = AsyncLocalStorageProviderSingleton.getRunnableConfig()?.callbacks as
    | { getParentRunId?(): string | undefined }
    | undefined;
  return callbacks?.getParentRunId?.();
}

function oldestOf({ provider, modelId }: ModelName): ModelCall | undefined {
  for (const call of waiting.values())
    if (call.model.provider === provider && call.model.modelId === modelId) return call;
  return undefined;
}

/** A model call that went well. */
export function answered({ generations, llmOutput }: ChatResult): ToldOutcome {
  const [generation] = generations;
  const { usage_metadata: usage } = (generation?.message ?? {}) as Partial<AIMessage>;
  const output: LLMResult = { generations: [generations], ...(llmOutput !== undefined && { llmOutput }) };
  return { status: "ok", output, usage };
}
