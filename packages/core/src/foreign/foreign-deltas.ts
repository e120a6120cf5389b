import type { ModelDelta } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
import { ownChunk } from "../messages/own-chunk.js";
import type { ChatGeneration } from "../outputs/generation.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { streamPartsOf } from "../outputs/stream-parts-of.js";
import type { Run } from "../runs/run.js";
import { runKinds } from "../runs/run-kinds.js";

/** A chunk of another copy of the package, of which only the shape is known. */
interface ForeignChunk {
  readonly text?: string;
  readonly message?: AIMessageChunk;
}

/** The chunks that a model of another runtime yields: heard as they are, and put together for an end that brings no result. */
export class ForeignDeltas {
  readonly #run: Run;
  readonly #row: EventRow<"llm.delta">;
  readonly #whole: MessageChunkAccumulator | undefined;
  readonly #redaction: DeltaRedaction | undefined;
  #index = 0;

  constructor(run: Run) {
    const { delta, end } = runKinds[run.kind];
    this.#run = run;
    this.#row = delta as EventRow<"llm.delta">;
    if (run.hears(end)) {
      this.#whole = new MessageChunkAccumulator();
      run.partialOutput = () => this.#result();
    }
    if (!run.hears(this.#row)) return;
    const redaction = run.redactor?.startDeltas("foreign", run, (shown) => run.emit(this.#row, shown));
    this.#redaction = redaction;
    if (redaction !== undefined) run.beforeEnd = () => redaction.flush();
  }

  say(text: string, chunk: unknown): Promise<void> | undefined {
    const run = this.#run;
    const message = (chunk as ForeignChunk | undefined)?.message;
    run.firstTokenAt ??= Date.now();
    this.#whole?.add(message === undefined ? new AIMessageChunk(text) : ownChunk(message));
    if (!run.hears(this.#row)) return undefined;
    const parts = message === undefined ? partsOf(text) : run.handlers.hasTyped ? streamPartsOf(message) : [];
    const delta: ModelDelta = { chunk, text, index: this.#index++, parts };
    if (this.#redaction === undefined) return run.emit(this.#row, delta);
    return this.#redaction.push(chunk === undefined ? { ...delta, chunk: text } : delta);
  }

  #result(): LLMResult {
    const whole = this.#whole as MessageChunkAccumulator;
    if (this.#run.kind === "llm") return { generations: [[{ text: whole.text }]] };
    if (whole.usage !== undefined) this.#run.usage = { ...whole.usage, source: "provider" };
    const generation: ChatGeneration = { text: whole.text, message: whole.toMessage() };
    return { generations: [[generation]] };
  }
}

const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);
