import type { ForeignOutcome } from "@earshot/core/events/foreign";
import { fromGenerateResult, type AISDKResult } from "../chat-model/from-generate-result.js";
import { answered } from "./answered.js";
import type { ModelName } from "./model-call.js";
import type { ToldOutcome } from "./told-run.js";

/** How a tool's run ends by what AI SDK made of the tool: its own output, or the error that it threw. */
export function toolOutcome(result: unknown): ForeignOutcome | undefined {
  const { type, output, error } = (result ?? {}) as {
    readonly type?: string;
    readonly output?: unknown;
    readonly error?: unknown;
  };
  if (type === "tool-result") return { status: "ok", output };
  return type === "tool-error" ? { status: "error", error } : undefined;
}

/** How a model's run ends by its whole answer; none if this is none. */
export function modelOutcome(result: unknown, model: ModelName): ToldOutcome | undefined {
  const { content, finishReason } = (result ?? {}) as Partial<AISDKResult>;
  if (!Array.isArray(content) || finishReason === undefined) return undefined;
  return answered(fromGenerateResult(result as AISDKResult, model));
}
