import { index as langChainIndex } from "@langchain/core/indexing";
import { FakeVectorStore as LangChainVectorStore } from "@langchain/core/utils/testing";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Document } from "../exports/documents.js";
import { run } from "../exports/events.js";
import { index, InMemoryRecordManager, type IndexOptions } from "../exports/indexing.js";
import { MemoryVectorStore, type Embedder } from "../exports/vectorstores.js";

const embeddings: Embedder = {
  embedQuery: async () => [1],
  embedDocuments: (texts, config) =>
    run({ kind: "embedding", name: "Ones", start: { texts } }, () => texts.map(() => [1]), config),
};
const of = (source: string | undefined, ...texts: string[]) =>
  texts.map((pageContent) => new Document({ pageContent, metadata: source === undefined ? {} : { source } }));

/** One library's index and store, and a way to bring them up to date. */
function createIndexes() {
  const ours = { store: new MemoryVectorStore(embeddings), manager: new InMemoryRecordManager() };
  class ForgettingStore extends LangChainVectorStore {
    readonly ids: string[] = [];
    override async addDocuments(documents: Document[], { ids = [] }: { ids?: string[] } = {}) {
      this.ids.push(...ids);
      return super.addDocuments(documents as never);
    }
    override async delete({ ids }: { ids: string[] }) {
      this.memoryVectors = this.memoryVectors.filter((_, place) => !ids.includes(this.ids[place]!));
      this.ids.splice(0, this.ids.length, ...this.ids.filter((id) => !ids.includes(id)));
    }
  }
  const theirs = { store: new ForgettingStore(embeddings), manager: new InMemoryRecordManager() };
  const textsIn = (store: { memoryVectors: { content: string }[] }) =>
    store.memoryVectors.map(({ content }) => content).sort();
  return async (docsSource: Document[], options: IndexOptions) => {
    const result = await index({ docsSource, options, vectorStore: ours.store, recordManager: ours.manager });
    const expected = await langChainIndex({
      docsSource: docsSource as never,
      options: options as never,
      vectorStore: theirs.store,
      recordManager: theirs.manager as never,
    });
    expect(result).toEqual(expected);
    expect(textsIn(ours.store)).toEqual(textsIn(theirs.store));
    return result;
  };
}

describe.each([undefined, "incremental", "full"] as const)("index, with cleanup %s, does as LangChain's", (cleanup) => {
  const options: IndexOptions = { cleanup, sourceIdKey: "source" };

  it("adds what is new, once, and skips what is there", async () => {
    const indexBoth = createIndexes();
    expect(await indexBoth([...of("1", "a", "b", "a"), ...of("2", "c")], options)).toMatchObject({ numAdded: 3 });
    expect(await indexBoth([...of("1", "a", "b"), ...of("2", "c")], options)).toMatchObject({ numSkipped: 3 });
  });

  it("removes what is gone", async () => {
    const indexBoth = createIndexes();
    await indexBoth([...of("1", "a", "b"), ...of("2", "c")], options);
    const { numDeleted } = await indexBoth(of("1", "a", "x"), options);
    expect(numDeleted).toBe({ none: 0, incremental: 1, full: 2 }[cleanup ?? "none"]);
    expect(await indexBoth([], options)).toMatchObject({ numDeleted: cleanup === "full" ? 2 : 0 });
  });

  it("goes batch by batch", async () => {
    const indexBoth = createIndexes();
    await indexBoth(of("1", "a", "b", "c"), { ...options, batchSize: 2 });
    await indexBoth(of("1", "d", "e", "f"), { ...options, batchSize: 2, cleanupBatchSize: 1 });
  });
});

describe("index", () => {
  const make = () => ({ recordManager: new InMemoryRecordManager(), vectorStore: new MemoryVectorStore(embeddings) });

  it("reads a loader, and a source by a function", async () => {
    const parts = make();
    const docsSource = { load: async () => of("1", "a") };
    const options: IndexOptions = {
      cleanup: "incremental",
      sourceIdKey: ({ metadata }) => metadata["source"] as string,
    };
    expect(await index({ docsSource, options, ...parts })).toMatchObject({ numAdded: 1 });
    expect(await index({ docsSource, options, ...parts })).toMatchObject({ numSkipped: 1 });
  });

  it("adds again what is there if it has to", async () => {
    const parts = make();
    await index({ docsSource: of("1", "a"), ...parts });
    const result = await index({ docsSource: of("1", "a"), ...parts, options: { forceUpdate: true } });
    expect(result).toEqual({ numAdded: 0, numDeleted: 0, numUpdated: 1, numSkipped: 0 });
    expect(parts.vectorStore.memoryVectors.map(({ content }) => content)).toEqual(["a"]);
  });

  it("knows a document by text and metadata, whatever the order of its keys", async () => {
    const parts = make();
    const metadatas = [{ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 }, { a: 1 }];
    const docsSource = metadatas.map((metadata) => new Document({ pageContent: "same", metadata }));
    expect(await index({ docsSource, ...parts })).toMatchObject({ numAdded: 2 });
  });

  it("is heard as one run, with the embeddings below it", async () => {
    const recording = recordingHandler();
    await index({ docsSource: of("1", "a"), ...make() }, { callbacks: [recording] });
    expect(recording.summary()).toEqual(["chain.start", "embedding.start", "embedding.end ok", "chain.end ok"]);
    expect(recording.ofType("chain.start")[0]).toMatchObject({ name: "index" });
    assertWellFormed(recording.events);
  });

  it.each([
    ["no key", of("1", "a"), { cleanup: "incremental" as const }],
    ["no source", of(undefined, "a"), { cleanup: "incremental" as const, sourceIdKey: "source" }],
  ])("refuses an incremental cleanup that has %s", async (_, docsSource, options) => {
    await expect(index({ docsSource, options, ...make() })).rejects.toMatchObject({ code: "INDEXING" });
  });
});

describe("InMemoryRecordManager", () => {
  it("lists by time, source and number", async () => {
    const manager = new InMemoryRecordManager();
    await manager.createSchema();
    const first = await manager.getTime();
    await manager.update(["a", "b"], { groupIds: ["1", "2"], timeAtLeast: first });
    const second = await manager.getTime();
    await manager.update(["c"]);
    expect(await manager.listKeys()).toEqual(["a", "b", "c"]);
    expect(await manager.listKeys({ before: second })).toEqual(["a", "b"]);
    expect(await manager.listKeys({ after: first, limit: 1 })).toEqual(["c"]);
    expect(await manager.listKeys({ groupIds: ["2", null] })).toEqual(["b", "c"]);
    await manager.deleteKeys(["b"]);
    expect(await manager.exists(["a", "b"])).toEqual([true, false]);
  });

  it("refuses what doesn't fit", async () => {
    const manager = new InMemoryRecordManager();
    await expect(manager.update(["a"], { groupIds: [] })).rejects.toMatchObject({ code: "INDEXING" });
    await expect(manager.update(["a"], { timeAtLeast: 9 })).rejects.toMatchObject({ code: "INDEXING" });
  });
});
