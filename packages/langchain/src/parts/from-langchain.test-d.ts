import type { Embeddings } from "@earshot/core/embeddings";
import type { BaseChatModel } from "@earshot/core/language_models/chat_models";
import type { BaseMessage } from "@earshot/core/messages";
import type { BaseRetriever } from "@earshot/core/retrievers";
import type { Embeddings as LangChainEmbeddings } from "@langchain/core/embeddings";
import type { BaseChatModel as LangChainModel } from "@langchain/core/language_models/chat_models";
import type { AIMessage } from "@langchain/core/messages";
import type { BaseRetriever as LangChainRetriever } from "@langchain/core/retrievers";
import type { Runnable } from "@langchain/core/runnables";
import { expectTypeOf, test } from "vitest";
import { fromLangChain } from "./from-langchain.js";

declare const model: LangChainModel;
declare const retriever: LangChainRetriever;
declare const embeddings: LangChainEmbeddings;
declare const runnable: Runnable<{ q: string }, number>;
declare const answering: Runnable<string, AIMessage>;

test("each part has the type of what takes its place", () => {
  expectTypeOf(fromLangChain(model)).toEqualTypeOf<BaseChatModel>();
  expectTypeOf(fromLangChain(retriever)).toEqualTypeOf<BaseRetriever>();
  expectTypeOf(fromLangChain(embeddings)).toEqualTypeOf<Embeddings>();
  expectTypeOf(fromLangChain(runnable).invoke).parameter(0).toEqualTypeOf<{ q: string }>();
  expectTypeOf(fromLangChain(runnable).invoke({ q: "" })).resolves.toEqualTypeOf<number>();
  expectTypeOf(fromLangChain(answering).invoke("")).resolves.toEqualTypeOf<BaseMessage>();
});

test("what can't be called is refused", () => {
  // @ts-expect-error -- it has no `invoke`
  fromLangChain({ name: "nothing" });
  // @ts-expect-error -- another input than the runnable's
  void fromLangChain(runnable).invoke(7);
});
