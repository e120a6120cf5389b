import type * as callbackBase from "@langchain/core/callbacks/base";
import type * as dispatch from "@langchain/core/callbacks/dispatch/web";
import type * as callbackManager from "@langchain/core/callbacks/manager";
import type * as caches from "@langchain/core/caches";
import type * as chatModels from "@langchain/core/language_models/chat_models";
import type * as llms from "@langchain/core/language_models/llms";
import type * as messages from "@langchain/core/messages";
import type * as outputParsers from "@langchain/core/output_parsers";
import type * as outputs from "@langchain/core/outputs";
import type * as prompts from "@langchain/core/prompts";
import type * as runnables from "@langchain/core/runnables";
import type * as testing from "@langchain/core/utils/testing";

/**
 * What a program is given to build with. The types are LangChain's own: a program that compiles against them and runs on
 * both libraries is one that moves by a change of import scope.
 */
export type Library = Pick<typeof callbackBase, "BaseCallbackHandler"> &
  Pick<typeof callbackManager, "CallbackManager"> &
  Pick<typeof caches, "BaseCache" | "InMemoryCache"> &
  Pick<typeof chatModels, "BaseChatModel" | "SimpleChatModel"> &
  Pick<typeof llms, "BaseLLM" | "LLM"> &
  Pick<typeof messages, "AIMessage" | "AIMessageChunk" | "HumanMessage" | "SystemMessage"> &
  Pick<typeof outputParsers, "StringOutputParser"> &
  Pick<typeof outputs, "ChatGenerationChunk" | "GenerationChunk"> &
  Pick<typeof prompts, "ChatPromptTemplate"> &
  Pick<typeof runnables, "RunnableLambda" | "RunnableSequence"> &
  Pick<
    typeof testing,
    "FakeChatModel" | "FakeListChatModel" | "FakeLLM" | "FakeRunnable" | "FakeStreamingChatModel" | "FakeStreamingLLM"
  > &
  Pick<typeof dispatch, "dispatchCustomEvent">;
