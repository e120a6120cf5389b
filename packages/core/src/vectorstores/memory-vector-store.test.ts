import { recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Document } from "../exports/documents.js";
import { run } from "../exports/events.js";
import type { RunnableConfig } from "../exports/runnables.js";
import {
  MemoryVectorStore,
  SaveableVectorStore,
  VectorStore,
  VectorStoreRetriever,
  type Embedder,
} from "../exports/vectorstores.js";

/** Points on a circle by their angle in degrees, so that what is near is plain to see; heard as embeddings are. */
const angles: Embedder = {
  embedQuery: async (text, config) => (await embed([text], config))[0]!,
  embedDocuments: (texts, config) => embed(texts, config),
};

function embed(texts: string[], config: RunnableConfig | undefined): Promise<number[][]> {
  const radians = texts.map((text) => (Number(text) * Math.PI) / 180);
  return run(
    { kind: "embedding", name: "Angles", start: { texts } },
    () => radians.map((each) => [Math.cos(each), Math.sin(each)]),
    config,
  );
}

const stored = ["0", "10", "12", "90", "180"];
const storeOf = (texts = stored) =>
  MemoryVectorStore.fromDocuments(
    texts.map(
      (pageContent) => new Document({ pageContent, metadata: { angle: Number(pageContent) }, id: pageContent }),
    ),
    angles,
  );
const textsOf = (documents: readonly { pageContent: string }[]) => documents.map(({ pageContent }) => pageContent);

describe("MemoryVectorStore", () => {
  it("finds the nearest, the nearest first, with how near they are", async () => {
    const store = await storeOf();
    expect(textsOf(await store.similaritySearch("11.5", 3))).toEqual(["12", "10", "0"]);
    const [[nearest, score] = []] = await store.similaritySearchWithScore("90", 1);
    expect(nearest).toEqual(new Document({ pageContent: "90", metadata: { angle: 90 }, id: "90" }));
    expect(score).toBeCloseTo(1);
    expect(await store.similaritySearch("0")).toHaveLength(4);
    expect(await store.similaritySearch("0", 99)).toHaveLength(stored.length);
    expect(await new MemoryVectorStore(angles).similaritySearch("0")).toEqual([]);
  });

  it("looks only at what the filter lets through", async () => {
    const store = await storeOf();
    const isFar = ({ metadata }: { metadata: Record<string, unknown> }) => (metadata["angle"] as number) > 50;
    expect(textsOf(await store.similaritySearch("0", 4, isFar))).toEqual(["90", "180"]);
    expect(textsOf(await store.asRetriever({ filter: isFar, k: 1 }).invoke("0"))).toEqual(["90"]);
  });

  it("finds what is like the query and unlike the rest", async () => {
    const store = await storeOf();
    const search = (options: { lambda?: number; fetchK?: number }) =>
      store.maxMarginalRelevanceSearch("11", { k: 2, ...options });
    expect(textsOf(await search({ lambda: 1 }))).toEqual(["10", "12"]);
    expect(textsOf(await search({ lambda: 0 }))).toEqual(["10", "180"]);
    expect(textsOf(await search({ lambda: 0, fetchK: 3 }))).toEqual(["10", "0"]);
    const retriever = store.asRetriever({ searchType: "mmr", k: 2, searchKwargs: { lambda: 0, fetchK: 3 } });
    expect(textsOf(await retriever.invoke("11"))).toEqual(["10", "0"]);
  });

  it("measures by the similarity it is given", async () => {
    const store = await MemoryVectorStore.fromTexts(["0", "90"], [], angles, { similarity: (a, b) => -a[0]! * b[0]! });
    expect(textsOf(await store.similaritySearch("0", 1))).toEqual(["90"]);
  });

  it("takes metadata for each text, or the same for all", async () => {
    const each = await MemoryVectorStore.fromTexts(["1", "2"], [{ n: 1 }, { n: 2 }], angles);
    expect(each.memoryVectors.map(({ metadata }) => metadata)).toEqual([{ n: 1 }, { n: 2 }]);
    const all = await MemoryVectorStore.fromTexts(["1", "2"], { n: 0 }, angles);
    expect(all.memoryVectors.map(({ metadata }) => metadata)).toEqual([{ n: 0 }, { n: 0 }]);
    expect((await MemoryVectorStore.fromExistingIndex(angles)).memoryVectors).toEqual([]);
  });

  it("forgets by id, or all", async () => {
    const store = await storeOf();
    await store.delete({ ids: ["0", "10", "unknown"] });
    expect(textsOf(await store.similaritySearch("0"))).toEqual(["12", "90", "180"]);
    await store.delete();
    expect(await store.similaritySearch("0")).toEqual([]);
  });

  it("refuses vectors that don't fit", async () => {
    const store = await storeOf();
    await expect(store.addVectors([], [new Document({ pageContent: "1" })])).rejects.toMatchObject({
      code: "VECTOR_MISMATCH",
    });
    await store.addVectors([[1, 2, 3]], [new Document({ pageContent: "three" })]);
    await expect(store.similaritySearch("0")).rejects.toMatchObject({ code: "VECTOR_MISMATCH" });
  });
});

describe("the retriever of a vector store", () => {
  it.each(["similarity", "mmr"] as const)("has the query's embedding below its run, by %s", async (searchType) => {
    const recording = recordingHandler();
    const retriever = (await storeOf()).asRetriever({ searchType, tags: ["own"] });
    await retriever.invoke("11", { callbacks: [recording], tags: ["call"] });
    expect(recording.summary()).toEqual(["retriever.start", "embedding.start", "embedding.end ok", "retriever.end ok"]);
    const [own] = recording.ofType("retriever.start");
    const [embedding] = recording.ofType("embedding.start");
    expect(own).toMatchObject({ name: "VectorStoreRetriever", tags: ["call", "own", "memory"] });
    expect(embedding).toMatchObject({ parentRunId: own?.runId, tags: ["vectorstore", "call"], texts: ["11"] });
  });

  it("adds to its store", async () => {
    const retriever = new VectorStoreRetriever({ vectorStore: await storeOf(["90"]), k: 1 });
    await retriever.addDocuments([new Document({ pageContent: "1" })]);
    expect(textsOf(await retriever.invoke("0"))).toEqual(["1"]);
    expect(retriever._vectorstoreType()).toBe("memory");
  });

  it("is made of a number, or of fields", async () => {
    const store = await storeOf();
    expect(store.asRetriever()).toMatchObject({ k: 4, searchType: "similarity", tags: ["memory"] });
    expect(store.asRetriever(2, undefined, [], ["own"], { own: 1 })).toMatchObject({
      k: 2,
      tags: ["own", "memory"],
      metadata: { own: 1 },
    });
  });
});

describe("a kind of store that does only what it must", () => {
  class Least extends SaveableVectorStore {
    override _vectorstoreType() {
      return "least";
    }
    override addVectors = async () => undefined;
    override addDocuments = async () => undefined;
    override similaritySearchVectorWithScore = async () => [];
    override save = async () => undefined;
  }

  it("says what it has not, and what to do", async () => {
    const unsupported = { code: "UNSUPPORTED_SEARCH" };
    const store = new Least(angles);
    await expect(store.delete({})).rejects.toMatchObject(unsupported);
    await expect(store.asRetriever({ searchType: "mmr" }).invoke("0")).rejects.toMatchObject(unsupported);
    await expect(VectorStore.fromTexts([], [], angles)).rejects.toMatchObject(unsupported);
    await expect(VectorStore.fromDocuments([], angles)).rejects.toThrow("`fromDocuments`");
    await expect(SaveableVectorStore.load("somewhere", angles)).rejects.toMatchObject(unsupported);
  });
});
