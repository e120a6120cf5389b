import type { EventOf } from "../events/event.js";
import type { EventType } from "../events/event-payloads.js";
import { argumentsByName } from "../events/resolved-handler.js";
import { AIMessageChunk } from "../messages/ai-message-chunk.js";
import type { ChatGenerationChunk } from "../outputs/chat-generation-chunk.js";
import { GenerationChunk } from "../outputs/generation-chunk.js";
import type { ChatGeneration } from "../outputs/generation.js";
import type { LLMResult } from "../outputs/llm-result.js";
import { toDictionary } from "./to-dictionary.js";

/** The moment of a run that an event is of, and what the stream event says of it: input, chunk or output. */
interface StreamEventRow<TType extends EventType> {
  readonly moment: "start" | "stream" | "end" | "custom";
  value(event: EventOf<TType>): unknown;
}

const start = <TType extends EventType>(value: StreamEventRow<TType>["value"]) => ({ moment: "start", value }) as const;
const stream = <TType extends EventType>(value: StreamEventRow<TType>["value"]) =>
  ({ moment: "stream", value }) as const;
const end = <TType extends EventType>(value: StreamEventRow<TType>["value"]) => ({ moment: "end", value }) as const;

/** What LangChain's `streamEvents` tells of which event. Those that have no row have no name there. */
export const streamEventTable: { readonly [TType in EventType]?: StreamEventRow<TType> } = {
  "chat_model.start": start(({ messages }) => ({ messages: [messages] })),
  // A token that is said by hand may come without its chunk.
  "chat_model.delta": stream(
    ({ chunk, text, runId }) =>
      (chunk as ChatGenerationChunk | undefined)?.message ?? new AIMessageChunk({ content: text, id: `run-${runId}` }),
  ),
  "chat_model.end": end(({ result }) => (result.generations[0]?.[0] as ChatGeneration | undefined)?.message),
  "llm.start": start(({ prompt }) => ({ prompts: [prompt] })),
  "llm.delta": stream(({ chunk, text }) => chunk ?? new GenerationChunk({ text })),
  "llm.end": end(({ result }) => bareResult(result)),
  "chain.start": start(({ inputs, defersInputs }) => (defersInputs ? undefined : inputs)),
  "chain.end": end(({ outputs }) => outputs),
  "tool.start": start(({ input }) => toDictionary(argumentsByName(input), "input")),
  "tool.delta": stream(({ chunk }) => chunk),
  "tool.end": end(({ output }) => output),
  "retriever.start": start(({ query }) => ({ query })),
  "retriever.end": end(({ documents }) => documents),
  "run.custom": { moment: "custom", value: ({ data }) => data },
};

/** Texts and what was said of them. */
function bareResult({ generations, llmOutput }: LLMResult): LLMResult {
  return {
    generations: generations.map((alternatives) =>
      alternatives.map(({ text, generationInfo }) => ({ text, generationInfo })),
    ),
    llmOutput: llmOutput ?? {},
  };
}
