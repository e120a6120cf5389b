import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";

/** A run as the arguments of its calls name it. */
export interface RecordedRun {
  readonly run: string;
  readonly parent?: string;
  readonly tags?: readonly string[];
}

const whose = ({ run, parent, tags }: RecordedRun): Described[] => [run, parent ?? "<undefined>", tags ?? []];

/** The call that ends a run, or says anything else that comes with nothing but a value. */
export function callOf(method: string, value: Described, run: RecordedRun): HandlerCall {
  return { method, arguments: [value, ...whose(run)] };
}

/** What handlers are given when a scripted model yields these words, and what there is of its answer then. */
export function streamedWords(
  words: readonly string[],
  run: RecordedRun,
): { readonly tokens: HandlerCall[]; readonly end: HandlerCall } {
  const chunkOf = (text: string): Described => ({
    "<class>": "ChatGenerationChunk",
    text,
    message: { "<class>": "AIMessageChunk", type: "ai", content: text, id: `run-${run.run}` },
  });
  return {
    tokens: words.map((text) => ({
      method: "handleLLMNewToken",
      arguments: [text, { prompt: 0, completion: 0 }, ...whose(run), { chunk: chunkOf(text) }],
    })),
    end: callOf("handleLLMEnd", { generations: [[chunkOf(words.join(""))]] }, run),
  };
}

/** What `AbortController.abort()` without a reason throws. */
export const abortError: Described = {
  "<class>": "DOMException",
  name: "AbortError",
  message: "This operation was aborted",
};
