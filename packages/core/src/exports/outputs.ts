export { ChatGenerationChunk, type ChatGenerationChunkFields } from "../outputs/chat-generation-chunk.js";
export type { ChatGeneration, Generation } from "../outputs/generation.js";
export { GenerationChunk, type GenerationChunkFields } from "../outputs/generation-chunk.js";
export { type ChatResult, type LLMResult, RUN_KEY } from "../outputs/llm-result.js";
export type { ChatModelStreamEvent, ContentBlockDelta, FinishReason } from "../outputs/chat-model-stream-event.js";
