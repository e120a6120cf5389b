import { describe, expect, it } from "vitest";
import {
  ConditionalPromptSelector,
  isChatModel,
  isLLM,
  LengthBasedExampleSelector,
  SemanticSimilarityExampleSelector,
} from "../../exports/example_selectors.js";
import { Document } from "../../exports/documents.js";
import { PromptTemplate } from "../../exports/prompts.js";
import { FakeChatModel } from "../../../tests/chains/support/fake-chat-model.js";

const examplePrompt = PromptTemplate.fromTemplate("{q} {a}");

describe("LengthBasedExampleSelector", () => {
  it("takes what fits, in order", async () => {
    const selector = await LengthBasedExampleSelector.fromExamples(
      [
        { q: "1", a: "2" },
        { q: "a b", a: "c" },
        { q: "3", a: "4" },
      ],
      { examplePrompt, maxLength: 6 },
    );
    expect(await selector.selectExamples({ text: "x" })).toHaveLength(2);
    expect(await selector.selectExamples({ text: "x y z" })).toHaveLength(1);
    expect(await selector.selectExamples({ text: "x y z u v w" })).toHaveLength(0);
    await selector.addExample({ q: "5", a: "6" });
    expect(selector.exampleTextLengths).toEqual([2, 3, 2, 2]);
  });

  it("measures as it is told to", async () => {
    const selector = await LengthBasedExampleSelector.fromExamples([{ q: "1", a: "2" }], {
      examplePrompt,
      maxLength: 5,
      getTextLength: (text) => text.length,
    });
    expect(await selector.selectExamples({ text: "xx" })).toHaveLength(1);
    expect(await selector.selectExamples({ text: "xxx" })).toHaveLength(0);
  });
});

/** A store in which everything is alike. */
class Store {
  readonly documents: Document[] = [];
  readonly queries: string[] = [];

  static async fromTexts(texts: string[], metadatas: Readonly<Record<string, unknown>>[]): Promise<Store> {
    const store = new Store();
    store.documents.push(
      ...texts.map((pageContent, index) => new Document({ pageContent, metadata: { ...metadatas[index] } })),
    );
    return store;
  }

  asRetriever({ k }: { k: number }) {
    return {
      invoke: async (query: string) => {
        this.queries.push(query);
        return this.documents.slice(0, k);
      },
      addDocuments: async (documents: Document[]) => void this.documents.push(...documents),
    };
  }
}

describe("SemanticSimilarityExampleSelector", () => {
  it("finds what is alike by a store's retriever", async () => {
    const store = new Store();
    const selector = new SemanticSimilarityExampleSelector({
      vectorStore: store,
      k: 1,
      inputKeys: ["q"],
      exampleKeys: ["a"],
    });
    await selector.addExample({ q: "happy", a: "sad", n: 1 });
    await selector.addExample({ q: "tall", a: "short" });
    expect(store.documents.map(({ pageContent }) => pageContent)).toEqual(["happy", "tall"]);
    expect(await selector.selectExamples({ q: "glad", other: "x" })).toEqual([{ a: "sad" }]);
    expect(store.queries).toEqual(["glad"]);
  });

  it("compares all values, in the order of their names, unless told otherwise", async () => {
    const store = new Store();
    const selector = new SemanticSimilarityExampleSelector({ vectorStoreRetriever: store.asRetriever({ k: 4 }) });
    await selector.addExample({ b: "2", a: { x: 1 } });
    expect(store.documents[0]?.pageContent).toBe('{"x":1} 2');
    expect(await selector.selectExamples({ z: "3", y: "4" })).toEqual([{ b: "2", a: { x: 1 } }]);
    expect(store.queries).toEqual(["4 3"]);
  });

  it("fills a new store", async () => {
    const selector = await SemanticSimilarityExampleSelector.fromExamples([{ q: "1", a: "2" }], "embeddings", Store, {
      k: 1,
      inputKeys: ["q"],
    });
    expect(await selector.selectExamples({ q: "x" })).toEqual([{ q: "1", a: "2" }]);
  });
});

it("ConditionalPromptSelector takes the first that holds", async () => {
  const [fallback, chat, never] = ["fallback {a}", "chat {a}", "never"].map((text) =>
    PromptTemplate.fromTemplate(text),
  );
  const selector = new ConditionalPromptSelector<unknown>(fallback as never, [
    [isLLM, never as never],
    [isChatModel, chat as never],
  ]);
  expect(selector.getPrompt(new FakeChatModel({ chunks: [] }))).toBe(chat);
  expect(selector.getPrompt({ _modelType: () => "base_chat_model" })).toBe(chat);
  expect(selector.getPrompt({ _modelType: () => "base_llm" })).toBe(never);
  const partial = await selector.getPromptAsync({}, { partialVariables: { a: 1 } });
  expect(await partial.format({} as never)).toBe("fallback 1");
});
