import type { ModelDelta } from "../events/event-payloads.js";
import { eventTable, type EventRow } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
import type { ChatGeneration } from "../outputs/generation.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { streamPartsOf } from "../outputs/stream-parts-of.js";
import type { Run } from "../runs/run.js";

/**
 * The tokens that a model says by hand while it works on a whole answer: heard as deltas, through redaction like any, and kept for an
 * end that comes before the answer.
 */
export class SpokenTokens {
  readonly #run: Run;
  readonly #row: EventRow<"llm.delta">;
  readonly #redaction: DeltaRedaction | undefined;
  readonly #whole = new MessageChunkAccumulator();
  #index = 0;

  constructor(run: Run) {
    this.#run = run;
    this.#row = (run.kind === "llm" ? eventTable.llmDelta : eventTable.chatModelDelta) as EventRow<"llm.delta">;
    run.firstTokenAt ??= Date.now();
    run.partialOutput ??= () => this.#result();
    const redaction = run.redactor?.startDeltas("token", run, (delta) => run.emit(this.#row, delta));
    this.#redaction = redaction;
    if (redaction !== undefined) run.beforeEnd = () => redaction.flush();
  }

  say(token: string, chunk: { readonly message?: unknown } | undefined): Promise<void> | undefined {
    const run = this.#run;
    const message = chunk?.message instanceof AIMessageChunk ? chunk.message : undefined;
    this.#whole.add(message ?? new AIMessageChunk(token));
    if (!run.hears(this.#row)) return undefined;
    const index = this.#index++;
    if (this.#redaction !== undefined) return this.#redaction.push({ chunk: token, text: token, index, parts: [] });
    const parts = run.handlers.hasTyped && message !== undefined ? streamPartsOf(message) : partsOf(token);
    return run.emit(this.#row, { chunk, text: token, index, parts });
  }

  #result(): LLMResult {
    const { usage } = this.#whole;
    if (usage !== undefined) this.#run.usage = { ...usage, source: "provider" };
    const generation: ChatGeneration = { text: this.#whole.text, message: this.#whole.toMessage() };
    return { generations: [[generation]] };
  }
}

const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);
