import { AIMessageChunk, type ContentBlock } from "@earshot/core/messages";
import { waitUnless } from "../wait-unless.js";
import type { ScriptedError, ScriptedToolCall, ScriptStep } from "./script.js";

/** What an answer is played with. */
export interface Playing {
  readonly steps: readonly ScriptStep[];
  readonly delayMs: number | undefined;
  readonly signal: AbortSignal;
  /** The place of the request, for ids of calls. */
  readonly index: number;
}

const never = new Promise<never>(() => undefined);

/** The chunks that steps come to, as they come. Throws what they throw, and the signal's reason where they wait. */
export async function* playSteps({ steps, delayMs, signal, index }: Playing): AsyncGenerator<AIMessageChunk> {
  const writer = new ChunkWriter(steps, index);
  for (const step of steps) {
    if ("waitMs" in step) await waitUnless(signal, step.waitMs);
    else if ("until" in step) await waitUnless(signal, step.until);
    else if ("stall" in step) await waitUnless(step.stall === "deaf" ? undefined : signal, never);
    else if ("error" in step) throw toError(step.error);
    else {
      for (const chunk of writer.write(step)) {
        if (delayMs !== undefined) await waitUnless(signal, delayMs);
        yield chunk;
      }
    }
  }
}

type SpokenStep = Exclude<
  ScriptStep,
  { waitMs: number } | { until: unknown } | { stall: unknown } | { error: unknown }
>;

/** Writes steps as chunks that add up: plain text, or content blocks once there is reasoning in the answer. */
class ChunkWriter {
  readonly #hasBlocks: boolean;
  readonly #index: number;
  #blockType = "";
  #blockIndex = -1;
  #calls = 0;

  constructor(steps: readonly ScriptStep[], index: number) {
    this.#hasBlocks = steps.some((step) => "reasoning" in step);
    this.#index = index;
  }

  write(step: SpokenStep): AIMessageChunk[] {
    if ("usage" in step)
      return [new AIMessageChunk({ content: this.#hasBlocks ? [] : "", usage_metadata: step.usage })];
    if ("toolCall" in step) return this.#callChunks(step.toolCall);
    if (!this.#hasBlocks) return [new AIMessageChunk((step as { readonly text: string }).text)];
    const block =
      "reasoning" in step ? { type: "reasoning", reasoning: step.reasoning } : { type: "text", text: step.text };
    if (block.type !== this.#blockType) this.#blockIndex++;
    this.#blockType = block.type;
    return [new AIMessageChunk({ content: [{ ...block, index: this.#blockIndex } as ContentBlock] })];
  }

  #callChunks({ name, args, id }: ScriptedToolCall): AIMessageChunk[] {
    const index = this.#calls++;
    const callId = id ?? `call_${this.#index + 1}_${index + 1}`;
    const pieces = JSON.stringify(args).match(/[^]{1,8}/g) ?? [];
    const type = "tool_call_chunk" as const;
    const first = { index, name, args: "", id: callId, type };
    const rest = pieces.map((piece) => ({ index, args: piece, type }));
    const content = this.#hasBlocks ? [] : "";
    return [first, ...rest].map((chunk) => new AIMessageChunk({ content, tool_call_chunks: [chunk] }));
  }
}

function toError(error: Error | ScriptedError): Error {
  if (error instanceof Error) return error;
  const { message, name = "Error", ...fields } = error;
  const made = Object.assign(new Error(message), fields);
  if (name !== "Error") Object.defineProperty(made, "name", { value: name, writable: true, configurable: true });
  return made;
}
