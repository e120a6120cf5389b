import type * as callbackBase from "@langchain/core/callbacks/base";
import type * as dispatch from "@langchain/core/callbacks/dispatch/web";
import type * as callbackManager from "@langchain/core/callbacks/manager";
import type * as chatModels from "@langchain/core/language_models/chat_models";
import type * as documents from "@langchain/core/documents";
import type * as messages from "@langchain/core/messages";
import type * as outputParsers from "@langchain/core/output_parsers";
import type * as outputs from "@langchain/core/outputs";
import type * as prompts from "@langchain/core/prompts";
import type * as retrievers from "@langchain/core/retrievers";
import type * as runnables from "@langchain/core/runnables";
import type * as vectorStores from "@langchain/core/vectorstores";

/**
 * What a program is given to build with. The types are LangChain's own: a program that compiles against them and runs on
 * both libraries is one that moves by a change of import scope.
 */
export type Library = Pick<typeof callbackBase, "BaseCallbackHandler"> &
  Pick<typeof callbackManager, "CallbackManager"> &
  Pick<typeof chatModels, "BaseChatModel"> &
  Pick<typeof documents, "Document" | "MappingDocumentTransformer"> &
  Pick<typeof retrievers, "BaseRetriever"> &
  Pick<typeof vectorStores, "VectorStore"> &
  Pick<typeof messages, "AIMessage" | "AIMessageChunk" | "HumanMessage" | "SystemMessage"> &
  Pick<typeof outputParsers, "StringOutputParser"> &
  Pick<typeof outputs, "ChatGenerationChunk"> &
  Pick<typeof prompts, "ChatPromptTemplate"> &
  Pick<typeof runnables, "RunnableLambda" | "RunnableSequence"> &
  Pick<typeof dispatch, "dispatchCustomEvent">;
