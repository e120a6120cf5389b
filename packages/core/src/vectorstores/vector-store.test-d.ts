import { expectTypeOf, it } from "vitest";
import type { DocumentInterface } from "../exports/documents.js";
import { MemoryVectorStore, VectorStoreRetriever, type Embedder } from "../exports/vectorstores.js";

declare const embeddings: Embedder;
const store = new MemoryVectorStore(embeddings);

it("filters are of the store's own kind", () => {
  store.asRetriever({ filter: (document) => document.pageContent === "a" });
  store.asRetriever(4, (document: DocumentInterface) => document.pageContent === "a");
  // @ts-expect-error: this store filters by a function
  store.asRetriever({ filter: { page: 1 } });
  // @ts-expect-error: this store filters by a function
  void store.similaritySearch("q", 1, { page: 1 });
});

it("only a search for variety has its settings", () => {
  new VectorStoreRetriever({ vectorStore: store, searchType: "mmr", searchKwargs: { lambda: 1 } });
  // @ts-expect-error: a search for likeness has none
  new VectorStoreRetriever({ vectorStore: store, searchType: "similarity", searchKwargs: { lambda: 1 } });
  // @ts-expect-error: there is no such search
  new VectorStoreRetriever({ vectorStore: store, searchType: "best" });
});

it("a retriever knows its store", () => {
  expectTypeOf(store.asRetriever().vectorStore).toExtend<MemoryVectorStore>();
  expectTypeOf(store.asRetriever().invoke).returns.resolves.toEqualTypeOf<DocumentInterface[]>();
});

it("what embeds needs both of its methods", () => {
  // @ts-expect-error: documents have to be embedded, too
  new MemoryVectorStore({ embedQuery: async () => [1] });
});
