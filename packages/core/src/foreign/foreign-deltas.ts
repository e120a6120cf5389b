import type { ModelDelta } from "../events/event-payloads.js";
import type { EventRow } from "../events/event-table.js";
import type { DeltaAccess, DeltaRedaction } from "../events/redactor.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import { MessageChunkAccumulator } from "../messages/message-chunk-accumulator.js";
import { messageTexts } from "../models/message-texts.js";
import { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
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
    const redaction = run.redactor?.startDeltas(foreignTexts, (shown) => run.emit(this.#row, shown));
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
    return this.#redaction === undefined ? run.emit(this.#row, delta) : this.#redaction.push(delta);
  }

  #result(): LLMResult {
    const whole = this.#whole as MessageChunkAccumulator;
    if (this.#run.kind === "llm") return { generations: [[{ text: whole.text }]] };
    if (whole.usage !== undefined) this.#run.usage = { ...whole.usage, source: "provider" };
    const generation: ChatGeneration = { text: whole.text, message: whole.toMessage() };
    return { generations: [[generation]] };
  }
}

/** The same chunk as one of this package's, which can be put together without parsing its calls each time. */
function ownChunk(chunk: AIMessageChunk): AIMessageChunk {
  const { content, tool_call_chunks, usage_metadata, additional_kwargs, response_metadata, id, name } = chunk;
  const fields = { content, tool_call_chunks, additional_kwargs, response_metadata };
  return new AIMessageChunk({
    ...fields,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(usage_metadata !== undefined && { usage_metadata }),
  });
}

/** A chunk with a message has the texts of that; any other is its text alone. */
const foreignTexts: DeltaAccess = {
  read: (chunk) => {
    const { message, text = "" } = (chunk ?? {}) as ForeignChunk;
    return message === undefined ? new Map([["text", text]]) : messageTexts.read(chunk);
  },
  write: (delta, texts) => {
    if ((delta.chunk as ForeignChunk | undefined)?.message !== undefined) {
      const { message } = delta.chunk as ChatGenerationChunk;
      const own = new ChatGenerationChunk({ text: delta.text, message: ownChunk(message as AIMessageChunk) });
      return messageTexts.write({ ...delta, chunk: own }, texts);
    }
    const text = texts.get("text") ?? "";
    const chunk = delta.chunk === undefined ? undefined : { ...(delta.chunk as object), text };
    return { chunk, text, index: delta.index, parts: partsOf(text) };
  },
};

const partsOf = (text: string): ModelDelta["parts"] => (text === "" ? [] : [{ type: "text", text }]);
