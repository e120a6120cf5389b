import type { SubjectWork } from "@earshot/testing";
import { BaseDocumentTransformer, Document, MappingDocumentTransformer } from "../../../src/exports/documents.js";
import { Embeddings } from "../../../src/exports/embeddings.js";
import { BaseRetriever } from "../../../src/exports/retrievers.js";
import type { RunnableConfig } from "../../../src/exports/runnables.js";
import { FakeRetriever } from "../../../src/exports/utils/testing.js";
import { MemoryVectorStore, type VectorStoreRetriever } from "../../../src/exports/vectorstores.js";
import { perform, subject, type Subjects } from "./subject.js";

const found = [new Document({ pageContent: "a" })];

class OwnRetriever extends BaseRetriever {
  override lc_namespace = ["test"];
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  override _getRelevantDocuments(_query: string, _manager?: unknown, config?: RunnableConfig) {
    return perform(this.#work, config?.signal, found);
  }
}

/** It finds what it finds, and whatever happens, it does. */
class ToldFakeRetriever extends FakeRetriever {
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super({ output: found });
    this.#work = work;
  }

  override async _getRelevantDocuments(query: string, _manager?: unknown, config?: RunnableConfig) {
    await perform(this.#work, config?.signal, undefined);
    return super._getRelevantDocuments(query);
  }
}

class OwnTransformer extends BaseDocumentTransformer {
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  override transformDocuments(documents: Document[], config?: RunnableConfig) {
    return perform(this.#work, config?.signal, documents.slice(1));
  }
}

class OwnMapper extends MappingDocumentTransformer {
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  override _transformDocument({ pageContent }: Document, config?: RunnableConfig) {
    return perform(this.#work, config?.signal, new Document({ pageContent: pageContent.toUpperCase() }));
  }
}

class OwnEmbeddings extends Embeddings {
  readonly #work: SubjectWork;

  constructor(work: SubjectWork) {
    super();
    this.#work = work;
  }

  override embedQuery(_text: string, config?: RunnableConfig): Promise<number[]> {
    return perform(this.#work, config?.signal, [1, 0]);
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(() => [1, 0]);
  }
}

function storeOf(work: SubjectWork): MemoryVectorStore {
  const store = new MemoryVectorStore(new OwnEmbeddings(work));
  store.memoryVectors.push({ content: "a", embedding: [1, 0], metadata: {} });
  return store;
}

const documents = ["a", "b"].map((pageContent) => new Document({ pageContent }));
const shouted = ["A", "B"].map((pageContent) => new Document({ pageContent }));

export const retrievalSubjects: Subjects = {
  BaseRetriever: subject({ input: "q", output: found, make: (work) => new OwnRetriever(work) }),
  VectorStoreRetriever: subject({
    input: "q",
    output: found,
    make: (work) => storeOf(work).asRetriever() as VectorStoreRetriever,
  }),
  FakeRetriever: subject({
    input: "q",
    output: found,
    make: (work) => new ToldFakeRetriever(work),
  }),
  BaseDocumentTransformer: subject({
    input: documents,
    output: documents.slice(1),
    make: (work) => new OwnTransformer(work),
  }),
  MappingDocumentTransformer: subject({ input: documents, output: shouted, make: (work) => new OwnMapper(work) }),
};
