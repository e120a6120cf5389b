import type { AIMessage } from "@earshot/core/messages";
import type { ChatResult } from "@earshot/core/outputs";
import type { ToldOutcome } from "./told-run.js";

/** How a model's run ends that has its answer. */
export function answered({ generations, llmOutput }: ChatResult): ToldOutcome {
  const { usage_metadata: usage } = (generations[0]?.message ?? {}) as Partial<AIMessage>;
  const output = { generations: [generations], ...(llmOutput !== undefined && { llmOutput }) };
  return { status: "ok", output, usage };
}
