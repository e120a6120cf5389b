import type { SubjectWork } from "@earshot/testing";
import {
  BaseDocumentTransformer,
  Document,
  type DocumentInterface,
  MappingDocumentTransformer,
} from "../../../src/exports/documents.js";
import { BaseRetriever } from "../../../src/exports/retrievers.js";
import type { RunnableConfig } from "../../../src/exports/runnables.js";
import { FakeRetriever } from "../../../src/exports/utils/testing.js";
import { MemoryVectorStore, type VectorStoreRetriever } from "../../../src/exports/vectorstores.js";
import { ownEmbeddings } from "./own-embeddings.js";
import { perform, subject, type Subjects } from "./subject.js";

const found = [new Document({ pageContent: "a" })];

type Called = Pick<RunnableConfig, "signal">;

const ownRetriever = (work: SubjectWork) =>
  new (class Own extends BaseRetriever {
    override lc_namespace = ["test"];
    override _getRelevantDocuments = (_query: string, _manager?: unknown, config?: Called) =>
      perform(work, config?.signal, found);
  })();

/** It finds what it finds, and whatever happens, it does. */
const fakeRetriever = (work: SubjectWork) =>
  new (class Own extends FakeRetriever {
    override async _getRelevantDocuments(query: string, _manager?: unknown, config?: Called) {
      await perform(work, config?.signal, undefined);
      return super._getRelevantDocuments(query);
    }
  })({ output: found });

const ownTransformer = (work: SubjectWork) =>
  new (class Own extends BaseDocumentTransformer {
    override transformDocuments = (documents: DocumentInterface[], config?: Called) =>
      perform(work, config?.signal, documents.slice(1));
  })();

const ownMapper = (work: SubjectWork) =>
  new (class Own extends MappingDocumentTransformer {
    override _transformDocument = ({ pageContent }: DocumentInterface, config?: Called) =>
      perform(work, config?.signal, new Document({ pageContent: pageContent.toUpperCase() }));
  })();

function storeOf(work: SubjectWork): MemoryVectorStore {
  const store = new MemoryVectorStore(ownEmbeddings(work));
  store.memoryVectors.push({ content: "a", embedding: [1, 0], metadata: {} });
  return store;
}

const documents = ["a", "b"].map((pageContent) => new Document({ pageContent }));
const shouted = ["A", "B"].map((pageContent) => new Document({ pageContent }));

export const retrievalSubjects: Subjects = {
  BaseRetriever: subject({ input: "q", output: found, make: ownRetriever }),
  VectorStoreRetriever: subject({
    input: "q",
    output: found,
    make: (work) => storeOf(work).asRetriever() as VectorStoreRetriever,
  }),
  FakeRetriever: subject({
    input: "q",
    output: found,
    make: fakeRetriever,
  }),
  BaseDocumentTransformer: subject({
    input: documents,
    output: documents.slice(1),
    make: ownTransformer,
  }),
  MappingDocumentTransformer: subject({ input: documents, output: shouted, make: ownMapper }),
};
