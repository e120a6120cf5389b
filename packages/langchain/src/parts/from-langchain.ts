import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { Embeddings } from "@earshot/core/embeddings";
import type { BaseRetriever } from "@earshot/core/retrievers";
import type { Runnable } from "@earshot/core/runnables";
import type { EmbeddingsInterface } from "@langchain/core/embeddings";
import type { BaseRetriever as LangChainBaseRetriever } from "@langchain/core/retrievers";
import type { FromLangChainInput, FromLangChainOutput } from "./converted-types.js";
import { LangChainChatModel } from "./langchain-chat-model.js";
import { LangChainEmbeddings } from "./langchain-embeddings.js";
import { LangChainRetriever } from "./langchain-retriever.js";
import { type BoundRunnable, LangChainRunnable, type LangChainRunnableConfig } from "./langchain-runnable.js";
import { isBinding, isChatModel, isTool } from "./langchain-shapes.js";
import { LangChainTool } from "./langchain-tool.js";
import { UnknownPartError } from "./unknown-part-error.js";

/** A chat model that is known to have `bindTools`. */
export type ToolCallingChatModel = BaseChatModel & { bindTools: NonNullable<BaseChatModel["bindTools"]> };

/** A runnable as far as its types are looked at: a compiled graph's do not fit LangChain's own interface. */
interface AnyRunnable<TInput, TOutput> {
  invoke(input: TInput, options?: never): Promise<TOutput>;
  stream(input: TInput, options?: never): Promise<AsyncIterable<unknown>>;
}

// Parts as far as their types are looked at: LangChain's generics make a model with options of its own no `BaseChatModel`.

interface AnyChatModel {
  _llmType(): string;
  _generate(messages: never, options: never): Promise<object>;
}

interface AnyToolCallingModel extends AnyChatModel {
  bindTools(tools: never): object;
}

interface AnyTool {
  readonly name: string;
  readonly description: string;
  readonly schema: unknown;
  readonly returnDirect: boolean;
  invoke(input: never, options?: never): Promise<unknown>;
}

interface AnyRetriever {
  _getRelevantDocuments(query: string): Promise<object[]>;
}

interface AnyEmbeddings<TVector> {
  embedDocuments(documents: string[]): Promise<TVector[]>;
  embedQuery(document: string): Promise<TVector>;
}

/**
 * A part of LangChain's – a chat model of any provider, a tool, a retriever, embeddings, a runnable, a compiled graph of LangGraph's – as one of
 * Earshot's.
 * It streams, aborts, and is heard once, in the tree of whatever it is used in; what it runs by itself is heard below it.
 *
 * The runs of chat models, tools, retrievers and embeddings are Earshot's own, and so are tool binding's and structured output's; the part only does the
 * work. Anything else is called as it is.
 *
 * @throws UnknownPartError for what is none
 * @example
 * ```ts
 * import { StringOutputParser } from "@earshot/core/output_parsers";
 * import { fromLangChain } from "@earshot/langchain";
 * import { FakeListChatModel } from "@langchain/core/utils/testing";
 *
 * const model = fromLangChain(new FakeListChatModel({ responses: ["a spoon"] }));
 * const chain = model.pipe(new StringOutputParser());
 * console.log(await chain.invoke("What rhymes with moon?")); // => a spoon
 * ```
 */
export function fromLangChain(model: AnyToolCallingModel): ToolCallingChatModel;
export function fromLangChain(model: AnyChatModel): BaseChatModel;
export function fromLangChain(tool: AnyTool): LangChainTool;
export function fromLangChain(retriever: AnyRetriever): BaseRetriever;
export function fromLangChain<TVector>(embeddings: AnyEmbeddings<TVector>): Embeddings<TVector>;
export function fromLangChain<TInput, TOutput>(
  runnable: AnyRunnable<TInput, TOutput>,
): Runnable<FromLangChainInput<TInput>, FromLangChainOutput<TOutput>, LangChainRunnableConfig>;
export function fromLangChain(part: object): Runnable | Embeddings<unknown> {
  if (isEmbeddings(part)) return new LangChainEmbeddings(part);
  if (typeof (part as Partial<AnyRunnable<unknown, unknown>> | null)?.invoke !== "function")
    throw new UnknownPartError(part);
  if (isChatModel(part)) return new LangChainChatModel({ model: part }) as unknown as Runnable;
  if (isTool(part)) return new LangChainTool(part) as unknown as Runnable;
  if (isRetriever(part)) return new LangChainRetriever(part) as unknown as Runnable;
  if (isBinding(part) && isChatModel(part.bound))
    return new LangChainChatModel({ model: part.bound }).withConfig({
      ...part.config,
      ...part.kwargs,
    } as never) as never;
  return new LangChainRunnable(part as BoundRunnable) as unknown as Runnable;
}

const isEmbeddings = (part: object): part is EmbeddingsInterface<unknown> =>
  typeof (part as Partial<EmbeddingsInterface> | null)?.embedDocuments === "function";
const isRetriever = (part: object): part is LangChainBaseRetriever => "_getRelevantDocuments" in part;
