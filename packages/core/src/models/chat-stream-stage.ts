import type { ModelDelta } from "../events/event-payloads.js";
import { chatModelStreamEvent } from "../events/chat-model-stream-event-row.js";
import { eventTable } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import type { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { subtractUsage } from "../messages/usage-arithmetic.js";
import type { UsageMetadata } from "../messages/usage-metadata.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { ChunkAccumulator } from "../runnables/chunk-accumulator.js";
import { runnableFactory, type StreamEventsTeller } from "../runnables/runnable-factories.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { emptyGeneration, usageOf } from "./chat-result.js";
import { streamPartsOf } from "../outputs/stream-parts-of.js";

/** What the figures in a model's chunks are: increments that add up, or the total so far each time. */
export type UsageMode = "delta" | "cumulative";

/**
 * A model's answer as it comes: each chunk is heard, once, before the consumer sees it; what they come to is kept if somebody will hear
 * the end. Cumulative usage becomes increments here, so that whoever adds chunks up gets the truth.
 */
export class ChatStreamStage implements StreamStage {
  readonly run: Run;
  readonly #usageMode: UsageMode;
  readonly #messageId: string;
  readonly #message: ChunkAccumulator | undefined;
  readonly #redaction: DeltaRedaction | undefined;
  /** For handlers that ask for LangChain's stream events. */
  readonly #streamEvents: StreamEventsTeller | undefined;
  /** What has to be waited for of the events just said. */
  #said: Promise<void> | undefined;
  #isComplete = false;
  #generationInfo: Record<string, unknown> | undefined;
  #usageSoFar: UsageMetadata | undefined;
  #index = 0;

  /** @param isWhole true if what the chunks come to is the caller's answer, whoever hears the end */
  constructor(run: Run, usageMode: UsageMode, isWhole = false) {
    this.run = run;
    this.#usageMode = usageMode;
    this.#messageId = `run-${run.runId}`;
    if (run.hears(chatModelStreamEvent))
      this.#streamEvents = runnableFactory("chatModelStreamEvents")((event) => {
        this.#said = both(this.#said, run.emit(chatModelStreamEvent, { event } as never));
      });
    if (this.#streamEvents !== undefined || run.hears(eventTable.chatModelDelta)) {
      this.#redaction = run.redactor?.startDeltas("message", run, (delta) => this.#say(delta));
      if (this.#redaction !== undefined || this.#streamEvents !== undefined) run.beforeEnd = () => this.#sayRest();
    }
    if (!isWhole && !run.hears(eventTable.chatModelEnd)) return;
    this.#message = new ChunkAccumulator();
    run.partialOutput = () => this.#result();
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): unknown {
    const { message, text, generationInfo } = chunk as ChatGenerationChunk;
    if (message.id === undefined) message.id = this.#messageId;
    if (generationInfo !== undefined) this.#addGenerationInfo(chunk as ChatGenerationChunk, generationInfo);
    if (this.#usageMode === "cumulative") this.#toIncrement(message as AIMessageChunk);
    const { run } = this;
    if (this.#message !== undefined) {
      run.firstTokenAt ??= Date.now();
      this.#message.add(message);
    }
    const index = this.#index++;
    if (this.#streamEvents !== undefined || run.hears(eventTable.chatModelDelta)) {
      const parts = run.handlers.hasTyped ? streamPartsOf(message) : noParts; // nobody else is shown them
      const delta = { chunk, text, index, parts };
      wait(this.#redaction === undefined ? this.#say(delta) : this.#redaction.push(delta));
    }
    return message;
  }

  output(): LLMResult {
    this.#isComplete = true;
    return this.#result();
  }

  /** Says a delta as handlers may see it, to each in its own way. */
  #say(delta: ModelDelta): Promise<void> | undefined {
    this.#said = this.run.emit(eventTable.chatModelDelta, delta);
    this.#streamEvents?.push(delta.chunk as ChatGenerationChunk);
    return this.#said;
  }

  /** What was held back, and that the message is complete if it is. */
  #sayRest(): Promise<void> | undefined {
    this.#said = undefined;
    const flushed = this.#redaction?.flush();
    if (this.#isComplete) this.#streamEvents?.finish();
    return both(flushed, this.#said);
  }

  #result(): LLMResult {
    const message = this.#message?.value as AIMessageChunk | undefined;
    if (message === undefined) return { generations: [[emptyGeneration()]] };
    const usage = message.usage_metadata;
    if (this.run.usage?.source !== "cache") this.run.usage = usageOf(usage);
    const generationInfo = this.#generationInfo;
    const generation = new ChatGenerationChunk({ text: message.text, message, generationInfo });
    return { generations: [[generation]], llmOutput: usage && { tokenUsage: tokenUsageOf(usage) } };
  }

  #addGenerationInfo({ message }: ChatGenerationChunk, info: Record<string, unknown>): void {
    message.response_metadata = { ...info, ...message.response_metadata };
    if (this.#message !== undefined) this.#generationInfo = { ...this.#generationInfo, ...info };
  }

  #toIncrement(message: AIMessageChunk): void {
    const total = message.usage_metadata;
    if (total === undefined) return;
    message.usage_metadata = subtractUsage(total, this.#usageSoFar);
    this.#usageSoFar = total;
  }
}

const noParts: readonly never[] = Object.freeze([]);

function both(first: Promise<void> | undefined, second: Promise<void> | undefined): Promise<void> | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return Promise.all([first, second]).then(() => undefined);
}

/** The figures under the names that LangChain's `llmOutput` has for them. */
function tokenUsageOf({ input_tokens, output_tokens, total_tokens }: UsageMetadata): Record<string, number> {
  return { promptTokens: input_tokens, completionTokens: output_tokens, totalTokens: total_tokens };
}
