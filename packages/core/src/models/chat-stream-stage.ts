import { eventTable } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { subtractUsage } from "../messages/usage-arithmetic.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { emptyGeneration, usageOf } from "./chat-result.js";
import { messageTexts } from "./message-texts.js";
import { streamPartsOf } from "./stream-parts-of.js";

/** What the figures in a model's chunks are: increments that add up, or the total so far each time. */
export type UsageMode = "delta" | "cumulative";

/**
 * A model's answer as it comes: each chunk is heard, once, before the consumer sees it; what they come to is kept if somebody will hear
 * the end. Cumulative usage becomes increments here, so that whoever adds chunks up gets the truth.
 */
export class ChatStreamStage implements StreamStage {
  readonly run: Run;
  private readonly usageMode: UsageMode;
  private readonly messageId: string;
  private readonly message: ChunkAccumulator | undefined;
  private readonly redaction: DeltaRedaction | undefined;
  private generationInfo: Record<string, unknown> | undefined = undefined;
  private usageSoFar: UsageMetadata | undefined = undefined;
  private index = 0;

  constructor(run: Run, usageMode: UsageMode) {
    this.run = run;
    this.usageMode = usageMode;
    this.messageId = `run-${run.runId}`;
    this.redaction = run.hears(eventTable.chatModelDelta) ? this.startRedaction() : undefined;
    if (!run.hears(eventTable.chatModelEnd)) return;
    this.message = new ChunkAccumulator();
    run.partialOutput = () => this.output();
  }

  private startRedaction(): DeltaRedaction | undefined {
    const { run } = this;
    const redaction = run.redactor?.startDeltas(messageTexts, (delta) => run.emit(eventTable.chatModelDelta, delta));
    if (redaction !== undefined) run.beforeEnd = () => redaction.flush();
    return redaction;
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown {
    const { message, text, generationInfo } = chunk as ChatGenerationChunk;
    if (message.id === undefined) message.id = this.messageId;
    if (generationInfo !== undefined) this.addGenerationInfo(chunk as ChatGenerationChunk, generationInfo);
    if (this.usageMode === "cumulative") this.toIncrement(message as AIMessageChunk);
    const { run } = this;
    if (this.message !== undefined) {
      run.firstTokenAt ??= Date.now();
      this.message.add(message);
    }
    const index = this.index++;
    if (run.hears(eventTable.chatModelDelta)) {
      const parts = run.handlers.hasTyped ? streamPartsOf(message) : noParts; // nobody else is shown them
      const delta = { chunk, text, index, parts };
      wait(this.redaction === undefined ? run.emit(eventTable.chatModelDelta, delta) : this.redaction.push(delta));
    }
    return message;
  }

  output(): LLMResult {
    const message = this.message?.value as AIMessageChunk | undefined;
    if (message === undefined) return { generations: [[emptyGeneration()]] };
    const usage = message.usage_metadata;
    this.run.usage = usageOf(usage);
    const { generationInfo } = this;
    const generation = new ChatGenerationChunk({ text: message.text, message, generationInfo });
    return { generations: [[generation]], llmOutput: usage && { tokenUsage: tokenUsageOf(usage) } };
  }

  private addGenerationInfo({ message }: ChatGenerationChunk, info: Record<string, unknown>): void {
    message.response_metadata = { ...info, ...message.response_metadata };
    if (this.message !== undefined) this.generationInfo = { ...this.generationInfo, ...info };
  }

  private toIncrement(message: AIMessageChunk): void {
    const total = message.usage_metadata;
    if (total === undefined) return;
    message.usage_metadata = subtractUsage(total, this.usageSoFar);
    this.usageSoFar = total;
  }
}

const noParts: readonly never[] = Object.freeze([]);

/** The figures under the names that LangChain's `llmOutput` has for them. */
function tokenUsageOf({ input_tokens, output_tokens, total_tokens }: UsageMetadata): Record<string, number> {
  return { promptTokens: input_tokens, completionTokens: output_tokens, totalTokens: total_tokens };
}
