import type { ModelDelta } from "../events/event-payloads.js";
import { eventTable } from "../events/event-table.js";
import type { DeltaRedaction } from "../events/redactor.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";
import type { LLMResult } from "../outputs/llm-result.js";
import type { StreamPart } from "../outputs/stream-part.js";
import type { Run } from "../runs/run.js";
import type { StreamStage } from "../runs/stream-stage.js";
import { JoinedText } from "../util/joined-text.js";

const noParts: readonly StreamPart[] = Object.freeze([]);

/**
 * A text model's answer as it comes: each chunk is heard, once, before the consumer sees its text; what they come to is kept if somebody
 * will hear the end.
 */
export class LLMStreamStage implements StreamStage {
  readonly run: Run;
  readonly #text: JoinedText | undefined;
  readonly #redaction: DeltaRedaction | undefined;
  #generationInfo: Record<string, unknown> | undefined = undefined;
  #index = 0;

  /** @param isWhole true if what the chunks come to is the caller's answer, whoever hears the end */
  constructor(run: Run, isWhole = false) {
    this.run = run;
    if (run.hears(eventTable.llmDelta)) {
      this.#redaction = run.redactor?.startDeltas("generation", run, (delta) => this.#say(delta));
      if (this.#redaction !== undefined) run.beforeEnd = () => this.#redaction?.flush();
    }
    if (!isWhole && !run.hears(eventTable.llmEnd)) return;
    this.#text = new JoinedText("");
    run.partialOutput = () => this.output();
  }

  push(chunk: unknown, wait: (pending: Promise<void> | undefined) => void): string {
    const { text, generationInfo } = chunk as GenerationChunk;
    const { run } = this;
    if (this.#text !== undefined) {
      run.firstTokenAt ??= Date.now();
      this.#text.add(text);
      if (generationInfo !== undefined) this.#generationInfo = { ...this.#generationInfo, ...generationInfo };
    }
    const index = this.#index++;
    if (run.hears(eventTable.llmDelta)) {
      const parts = run.handlers.hasTyped && text !== "" ? [{ type: "text" as const, text }] : noParts;
      const delta = { chunk, text, index, parts };
      wait(this.#redaction === undefined ? this.#say(delta) : this.#redaction.push(delta));
    }
    return text;
  }

  output(): LLMResult {
    const text = this.#text?.toString() ?? "";
    return { generations: [[new GenerationChunk({ text, generationInfo: this.#generationInfo })]] };
  }

  #say(delta: ModelDelta): Promise<void> | undefined {
    return this.run.emit(eventTable.llmDelta, delta);
  }
}
