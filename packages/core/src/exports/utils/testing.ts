import "#wiring";

export { FakeChatMessageHistory } from "../../testing/fake-chat-message-history.js";
export { FakeChatModel } from "../../testing/fake-chat-model.js";
export { FakeEmbeddings } from "../../testing/fake-embeddings.js";
export { FakeListChatMessageHistory } from "../../testing/fake-list-chat-message-history.js";
export {
  type FakeChatInput,
  FakeListChatModel,
  type FakeListChatModelCallOptions,
} from "../../testing/fake-list-chat-model.js";
export { FakeLLM, type FakeLLMFields } from "../../testing/fake-llm.js";
export { FakeRetriever } from "../../testing/fake-retriever.js";
export { FakeRunnable } from "../../testing/fake-runnable.js";
export { FakeSplitIntoListParser } from "../../testing/fake-split-into-list-parser.js";
export {
  FakeStreamingChatModel,
  type FakeStreamingChatModelCallOptions,
  type FakeStreamingChatModelFields,
} from "../../testing/fake-streaming-chat-model.js";
export { FakeStreamingLLM, type FakeStreamingLLMFields } from "../../testing/fake-streaming-llm.js";
export { FakeTool, type FakeToolParams } from "../../testing/fake-tool.js";
export {
  type FakeToolCall,
  FakeToolCallingModel,
  type FakeToolCallingModelCallOptions,
  type FakeToolCallingModelFields,
} from "../../testing/fake-tool-calling-model.js";
export { FakeTracer } from "../../testing/fake-tracer.js";
export { SingleRunExtractor } from "../../testing/single-run-extractor.js";
export { SyntheticEmbeddings, type SyntheticEmbeddingsParams } from "../../testing/synthetic-embeddings.js";
export { FakeVectorStore } from "../../testing/fake-vector-store.js";
