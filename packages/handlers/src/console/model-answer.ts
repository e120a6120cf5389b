import type { EventOf } from "@earshot/core/events";
import { preview } from "../rendering/preview.js";
import { sanitizeLine } from "../rendering/sanitize-text.js";
import type { EndEvent } from "./event-details.js";

/** What is read of a result. All of it may be missing: a model of someone's own may answer anything. */
interface LooseResult {
  readonly generations?: readonly (readonly {
    readonly text?: unknown;
    readonly message?: { readonly tool_calls?: readonly { readonly name: string; readonly args: unknown }[] };
  }[])[];
}

type ModelEnd = EventOf<"chat_model.end" | "llm.end">;

/** The text that a model came to, for answers that did not stream. */
export function answerOf(event: EndEvent): string {
  if (event.type !== "chat_model.end" && event.type !== "llm.end") return "";
  const text = generationOf(event)?.text;
  return typeof text === "string" ? text : "";
}

/** The tool calls that a model asks for, in one line; `undefined` if there are none. */
export function toolCallsOf(event: ModelEnd): string | undefined {
  const calls = generationOf(event)?.message?.tool_calls ?? [];
  if (calls.length === 0) return undefined;
  return `calls ${calls.map(({ name, args }) => `${sanitizeLine(name)} ${preview(args, 120)}`).join(", ")}`;
}

function generationOf(event: ModelEnd) {
  return (event.result as LooseResult | undefined)?.generations?.[0]?.[0];
}

/** What is read of a chunk of a chat model; a chunk of another kind may lack it. */
interface LooseChunk {
  readonly message?: {
    readonly usage_metadata?: { readonly input_tokens?: number; readonly output_tokens?: number } | undefined;
  };
}

/** Counts a chunk, and the tokens that the provider counted in it, if it did. */
export function countChunk(
  progress: { chunks: number; inputTokens: number; outputTokens: number },
  { chunk }: EventOf<"chat_model.delta" | "llm.delta">,
): void {
  progress.chunks += 1;
  const usage = (chunk as LooseChunk | undefined)?.message?.usage_metadata;
  if (usage === undefined) return;
  progress.inputTokens += usage.input_tokens ?? 0;
  progress.outputTokens += usage.output_tokens ?? 0;
}
