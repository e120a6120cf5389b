import type { Usage } from "../events/event-payloads.js";
import { AIMessage } from "../messages/ai-message.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import type { ChatGeneration } from "../outputs/generation.js";
import type { ChatResult, LLMResult } from "../outputs/llm-result.js";
import type { Run } from "../runs/run.js";

/** The result of a run, with what the provider said about the call put where people look for it: in the message. */
export function completeResult(run: Run, result: ChatResult): LLMResult {
  const { generations, llmOutput } = result;
  for (const generation of generations) completeGeneration(run, generation, llmOutput);
  const message = generations[0]?.message as AIMessage | undefined;
  run.usage ??= usageOf(message?.usage_metadata);
  return { generations: [generations.length === 0 ? [emptyGeneration()] : generations], llmOutput };
}

function completeGeneration(
  run: Run,
  { message, generationInfo }: ChatGeneration,
  llmOutput: ChatResult["llmOutput"],
): void {
  if (message.id === undefined) message._updateId(`run-${run.runId}`);
  if (generationInfo === undefined && llmOutput === undefined) return;
  message.response_metadata = { ...llmOutput, ...generationInfo, ...message.response_metadata };
}

/** Stands where nothing came: `generations[0][0]` is always there. */
export function emptyGeneration(): ChatGeneration {
  return { text: "", message: new AIMessage("") };
}

/** Figures that the provider gave, or the word that there are none. */
export function usageOf(usage: UsageMetadata | undefined): Usage {
  return usage === undefined ? { source: "unavailable" } : { ...usage, source: "provider" };
}
