import type { CallbackManagerForRetrieverRun } from "@earshot/core/callbacks/manager";
import { Document } from "@earshot/core/documents";
import type { RunnableConfig } from "@earshot/core/events";
import { BaseRetriever } from "@earshot/core/retrievers";
import { CallbackManagerForRetrieverRun as LangChainRunManager } from "@langchain/core/callbacks/manager";
import type { BaseRetriever as LangChainBaseRetriever } from "@langchain/core/retrievers";
import { earshotHandlers } from "../bridge/earshot-handlers.js";
import { callbacksBelow } from "./langchain-config.js";
import { runManagerParts } from "./run-manager-parts.js";

/** A retriever of LangChain's as one of Earshot's: the run is Earshot's. */
export class LangChainRetriever extends BaseRetriever {
  override lc_namespace: string[];
  /** The retriever itself. */
  readonly retriever: LangChainBaseRetriever;

  constructor(retriever: LangChainBaseRetriever) {
    const { callbacks, tags, metadata, name } = retriever;
    super({
      callbacks: earshotHandlers(callbacks),
      ...(tags !== undefined && { tags }),
      ...(metadata !== undefined && { metadata }),
      ...(name !== undefined && { name }),
    });
    this.retriever = retriever;
    this.lc_namespace = retriever.lc_namespace;
  }

  override getName(suffix = ""): string {
    return (this.name ?? this.retriever.getName()) + suffix;
  }

  override toJSON(): ReturnType<BaseRetriever["toJSON"]> {
    return this.retriever.toJSON() as ReturnType<BaseRetriever["toJSON"]>;
  }

  override async _getRelevantDocuments(
    query: string,
    _runManager?: CallbackManagerForRetrieverRun,
    config: RunnableConfig = {},
  ): Promise<Document[]> {
    const callbacks = callbacksBelow(config);
    const manager = callbacks && new LangChainRunManager(...runManagerParts(callbacks, config));
    const documents = await this.retriever._getRelevantDocuments(query, manager);
    return documents.map((document) => new Document(document));
  }
}
