import type * as callbackBase from "@langchain/core/callbacks/base";
import type * as exampleSelectors from "@langchain/core/example_selectors";
import type * as openaiFunctions from "@langchain/core/output_parsers/openai_functions";
import type * as openaiTools from "@langchain/core/output_parsers/openai_tools";
import type * as dispatch from "@langchain/core/callbacks/dispatch/web";
import type * as callbackManager from "@langchain/core/callbacks/manager";
import type * as chatHistory from "@langchain/core/chat_history";
import type * as caches from "@langchain/core/caches";
import type * as chatModels from "@langchain/core/language_models/chat_models";
import type * as llms from "@langchain/core/language_models/llms";
import type * as documents from "@langchain/core/documents";
import type * as messages from "@langchain/core/messages";
import type * as outputParsers from "@langchain/core/output_parsers";
import type * as outputs from "@langchain/core/outputs";
import type * as prompts from "@langchain/core/prompts";
import type * as graphs from "@langchain/core/runnables/graph";
import type * as runnables from "@langchain/core/runnables";
import type * as tools from "@langchain/core/tools";
import type * as functionCalling from "@langchain/core/utils/function_calling";
import type * as tracersBase from "@langchain/core/tracers/base";
import type * as logStream from "@langchain/core/tracers/log_stream";
import type * as runCollector from "@langchain/core/tracers/run_collector";
import type * as testing from "@langchain/core/utils/testing";
import type * as retrievers from "@langchain/core/retrievers";
import type * as vectorStores from "@langchain/core/vectorstores";

/**
 * What a program is given to build with. The types are LangChain's own: a program that compiles against them and runs on
 * both libraries is one that moves by a change of import scope.
 */
export type Library = Pick<typeof callbackBase, "BaseCallbackHandler"> &
  Pick<typeof callbackManager, "CallbackManager"> &
  Pick<typeof chatModels, "BaseChatModel"> &
  Pick<typeof messages, "AIMessage" | "AIMessageChunk" | "HumanMessage" | "SystemMessage" | "ToolMessage"> &
  Pick<typeof documents, "Document" | "MappingDocumentTransformer"> &
  Pick<typeof retrievers, "BaseRetriever"> &
  Pick<typeof vectorStores, "VectorStore"> &
  Pick<typeof messages, "AIMessage" | "AIMessageChunk" | "HumanMessage" | "SystemMessage"> &
  Pick<typeof outputParsers, "StringOutputParser"> &
  typeof outputParsers &
  typeof openaiFunctions &
  typeof openaiTools &
  Pick<typeof exampleSelectors, "LengthBasedExampleSelector"> &
  Pick<typeof outputs, "ChatGenerationChunk"> &
  Pick<
    typeof prompts,
    | "ChatPromptTemplate"
    | "DictPromptTemplate"
    | "FewShotChatMessagePromptTemplate"
    | "FewShotPromptTemplate"
    | "HumanMessagePromptTemplate"
    | "ImagePromptTemplate"
    | "PipelinePromptTemplate"
    | "PromptTemplate"
    | "StructuredPrompt"
  > &
  Pick<typeof runnables, "RunnableLambda" | "RunnableSequence"> &
  Pick<typeof tools, "DynamicStructuredTool" | "DynamicTool" | "isRunnableToolLike" | "StructuredTool" | "tool"> &
  Pick<typeof functionCalling, "convertToOpenAIFunction" | "convertToOpenAITool"> &
  Pick<
    typeof runnables,
    | "RouterRunnable"
    | "RunnableBranch"
    | "RunnableEach"
    | "RunnableMap"
    | "RunnableParallel"
    | "RunnablePassthrough"
    | "RunnablePick"
    | "_coerceToRunnable"
  > &
  Pick<typeof runnables, "RunnableBinding" | "RunnableRetry" | "RunnableWithFallbacks" | "RunnableWithMessageHistory"> &
  Pick<typeof chatHistory, "InMemoryChatMessageHistory"> &
  Pick<typeof graphs, "Graph"> &
  Pick<typeof dispatch, "dispatchCustomEvent"> &
  Pick<typeof tracersBase, "BaseTracer"> &
  Pick<typeof logStream, "RunLog" | "RunLogPatch"> &
  Pick<typeof runCollector, "RunCollectorCallbackHandler"> &
  Pick<typeof caches, "BaseCache" | "InMemoryCache"> &
  Pick<typeof chatModels, "BaseChatModel" | "SimpleChatModel"> &
  Pick<typeof llms, "BaseLLM" | "LLM"> &
  Pick<typeof outputs, "ChatGenerationChunk" | "GenerationChunk"> &
  Pick<typeof prompts, "ChatPromptTemplate"> &
  Pick<
    typeof testing,
    "FakeChatModel" | "FakeListChatModel" | "FakeLLM" | "FakeRunnable" | "FakeStreamingChatModel" | "FakeStreamingLLM"
  >;
