import { FakeEmbeddings, FakeRetriever as LangChainFakeRetriever } from "@langchain/core/utils/testing";
import { expect, it } from "vitest";
import { FakeRetriever } from "./fake-retriever.js";
import { FakeVectorStore } from "./fake-vector-store.js";

it("finds what LangChain's fake finds", async () => {
  const texts = (documents: { pageContent: string }[]) => documents.map(({ pageContent }) => pageContent);
  expect(texts(await new FakeRetriever().invoke("q"))).toEqual(texts(await new LangChainFakeRetriever().invoke("q")));
  expect(new FakeRetriever().toJSON()).toEqual(new LangChainFakeRetriever().toJSON());
  const output = [{ pageContent: "mine", metadata: {} }];
  expect(await new FakeRetriever({ output }).invoke("q")).toBe(output);
});

it("is a vector store in memory by LangChain's name, over any embeddings", async () => {
  const store = await FakeVectorStore.fromTexts(["a", "b"], [{ n: 1 }, { n: 2 }], new FakeEmbeddings());
  expect(store).toBeInstanceOf(FakeVectorStore);
  expect(store.toJSON()).toEqual({
    lc: 1,
    type: "not_implemented",
    id: ["langchain", "vectorstores", "memory", "FakeVectorStore"],
  });
  expect((await store.similaritySearch("a", 1))[0]).toMatchObject({ pageContent: "a", metadata: { n: 1 } });
});
