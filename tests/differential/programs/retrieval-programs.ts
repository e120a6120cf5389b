import type { CallbackManagerForRetrieverRun } from "@langchain/core/callbacks/manager";
import type { DocumentInterface } from "@langchain/core/documents";
import type { BaseRetrieverInput } from "@langchain/core/retrievers";
import type { VectorStoreRetrieverInput } from "@langchain/core/vectorstores";
import type { Library } from "../library.js";
import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

/** What a scripted retriever is to do beyond finding two documents. */
interface RetrieverScript extends BaseRetrieverInput {
  readonly fails?: boolean;
  /** Invoked below the retriever's run. */
  readonly through?: (query: string) => string;
  readonly says?: boolean;
}

function createRetriever({ library }: Stage, script: RetrieverScript = {}) {
  const { BaseRetriever, Document, RunnableLambda } = library;
  class ScriptedRetriever extends BaseRetriever {
    lc_namespace = ["scripted", "retrievers"];

    override async _getRelevantDocuments(
      query: string,
      runManager?: CallbackManagerForRetrieverRun,
    ): Promise<DocumentInterface[]> {
      if (query === "fail" || script.fails) throw new TypeError("retriever failed");
      if (script.says) {
        await runManager?.handleText("looking");
        await runManager?.handleCustomEvent("progress", { at: 1 });
      }
      const asked =
        script.through === undefined
          ? query
          : await RunnableLambda.from(script.through).invoke(query, { callbacks: runManager?.getChild("through") });
      return [
        new Document({ pageContent: `first for ${asked}`, metadata: { page: 1 } }),
        new Document({ pageContent: `second for ${asked}`, metadata: { page: 2 }, id: "two" }),
      ];
    }
  }
  return new ScriptedRetriever(script);
}

/** Embeds by length: a plain object, as both libraries take one. */
const embeddings = {
  embedQuery: async (text: string) => [text.length, 1],
  embedDocuments: async (texts: string[]) => texts.map((text) => [text.length, 1]),
};

/** A store that remembers what it was asked and invokes a lambda with the callbacks it is handed. */
function createStore({ library }: { readonly library: Library }, kind: { readonly mmr: boolean } = { mmr: false }) {
  const { Document, RunnableLambda, VectorStore } = library;
  const ask = (what: string, callbacks: unknown) =>
    RunnableLambda.from((asked: string) => asked).invoke(what, { callbacks: callbacks as never });
  class ScriptedStore extends VectorStore {
    declare FilterType: { readonly only: string };
    readonly added: DocumentInterface[] = [];

    _vectorstoreType(): string {
      return "scripted";
    }

    async addVectors(_vectors: number[][], documents: DocumentInterface[]): Promise<string[]> {
      this.added.push(...documents);
      return documents.map((_, index) => String(index));
    }

    async addDocuments(documents: DocumentInterface[]): Promise<string[] | void> {
      return this.addVectors(await embeddings.embedDocuments(documents.map((each) => each.pageContent)), documents);
    }

    async similaritySearchVectorWithScore(
      query: number[],
      k: number,
      filter?: this["FilterType"],
    ): Promise<[DocumentInterface, number][]> {
      const found = this.added.filter((each) => filter === undefined || each.pageContent.includes(filter.only));
      return found.slice(0, k).map((each): [DocumentInterface, number] => [each, query[0] ?? 0]);
    }
  }
  class AskingStore extends ScriptedStore {
    override async similaritySearch(query: string, k?: number, filter?: this["FilterType"], callbacks?: unknown) {
      await ask(query, callbacks);
      return super.similaritySearch(query, k, filter);
    }

    override async maxMarginalRelevanceSearch(query: string, options: object, callbacks?: unknown) {
      await ask(query, callbacks);
      return [new Document({ pageContent: JSON.stringify(options) })];
    }
  }
  const store = kind.mmr ? new AskingStore(embeddings, {}) : new ScriptedStore(embeddings, {});
  const texts = ["one", "two", "three", "four", "five"];
  store.added.push(...texts.map((pageContent) => new Document({ pageContent, metadata: {} })));
  return store;
}

type ScriptedStore = ReturnType<typeof createStore>;

const storeProgram = (
  name: string,
  fields: Partial<VectorStoreRetrieverInput<ScriptedStore>> | number,
  mmr = false,
): Program => ({
  name: `retriever of a vector store: ${name}`,
  run: (stage) =>
    createStore(stage, { mmr })
      .asRetriever(fields as number)
      .invoke("query", { callbacks: [stage.handler] }),
});

const retrieverPrograms: readonly Program[] = [
  { name: "retriever: invoke", run: (stage) => createRetriever(stage).invoke("q", { callbacks: [stage.handler] }) },
  {
    name: "retriever: invoke with tags, metadata and a name",
    run: (stage) =>
      createRetriever(stage, { tags: ["own"], metadata: { own: 1, both: "own" } }).invoke("q", {
        callbacks: [stage.handler],
        tags: ["call"],
        metadata: { call: 1, both: "call" },
        runName: "named",
      }),
  },
  {
    name: "retriever: constructor callbacks",
    run: (stage) => createRetriever(stage, { callbacks: [stage.handler], through: (query) => query }).invoke("q"),
  },
  {
    name: "retriever: what it invokes and says",
    run: (stage) =>
      createRetriever(stage, { says: true, through: (query) => query.toUpperCase() }).invoke("q", {
        callbacks: [stage.handler],
        metadata: { call: 1 },
      }),
  },
  { name: "retriever: throws", run: (stage) => createRetriever(stage).invoke("fail", { callbacks: [stage.handler] }) },
  {
    name: "retriever: what it invokes throws",
    run: (stage) =>
      createRetriever(stage, {
        through: () => {
          throw new TypeError("lambda failed");
        },
      }).invoke("q", { callbacks: [stage.handler] }),
  },
  {
    name: "retriever: stream",
    run: (stage) => collect(createRetriever(stage).stream("q", { callbacks: [stage.handler] })),
  },
  {
    name: "retriever: throws in a stream",
    run: (stage) => collect(createRetriever(stage).stream("fail", { callbacks: [stage.handler] })),
  },
  {
    name: "retriever: batch",
    concurrent: true,
    run: (stage) => createRetriever(stage).batch(["a", "b"], { callbacks: [stage.handler] }),
  },
  {
    name: "retriever: batch returning its failures",
    concurrent: true,
    run: (stage) =>
      createRetriever(stage).batch(["a", "fail"], { callbacks: [stage.handler] }, { returnExceptions: true }),
  },
  {
    name: "retriever: ignored",
    run: ({ createHandler, ...stage }) =>
      createRetriever({ createHandler, ...stage }, { through: (query) => query }).invoke("q", {
        callbacks: [createHandler({ flags: { ignoreRetriever: true } })],
      }),
  },
  {
    name: "retriever: withConfig",
    run: (stage) =>
      createRetriever(stage)
        .withConfig({ runName: "bound", tags: ["bound"] })
        .invoke("q", { callbacks: [stage.handler] }),
  },
];

const sequencePrograms: readonly Program[] = [
  {
    name: "retriever: in a sequence",
    run: (stage) =>
      createRetriever(stage)
        .pipe((documents: DocumentInterface[]) => documents.map((each) => each.pageContent).join("; "))
        .invoke("q", { callbacks: [stage.handler] }),
  },
  {
    name: "retriever: in a sequence that is streamed",
    run: (stage) =>
      collect(
        stage.library.RunnableSequence.from([(query: string) => `${query}?`, createRetriever(stage)]).stream("q", {
          callbacks: [stage.handler],
        }),
      ),
  },
  {
    name: "retriever: throws in a sequence",
    run: (stage) =>
      stage.library.RunnableSequence.from([(query: string) => query, createRetriever(stage, { fails: true })]).invoke(
        "q",
        { callbacks: [stage.handler] },
      ),
  },
];

const vectorStorePrograms: readonly Program[] = [
  storeProgram("invoke", {}),
  storeProgram("k by number", 2),
  storeProgram("fields", { k: 9, filter: { only: "o" }, tags: ["own"], metadata: { own: 1 } }),
  storeProgram("what the store invokes", { k: 1 }, true),
  storeProgram("mmr", { searchType: "mmr", k: 2, searchKwargs: { fetchK: 7, lambda: 0.25 } }, true),
  storeProgram("mmr that the store hasn't", { searchType: "mmr" }),
  {
    name: "retriever of a vector store: every argument of asRetriever",
    run: (stage) =>
      createStore(stage)
        .asRetriever(1, { only: "t" }, [stage.handler], ["own"], { own: 1 }, false)
        .invoke("q", { tags: ["call"] }),
  },
  {
    name: "retriever of a vector store: documents added through it",
    run: async (stage) => {
      const retriever = createStore(stage).asRetriever(9);
      const ids = await retriever.addDocuments([{ pageContent: "six", metadata: {} }]);
      return [ids, await retriever.invoke("q", { callbacks: [stage.handler] })];
    },
  },
  {
    name: "vector store: searched directly",
    run: async (stage) => {
      const store = createStore(stage);
      return [await store.similaritySearch("q", 2), await store.similaritySearchWithScore("qq", 1)];
    },
  },
];

const transformerPrograms: readonly Program[] = [
  {
    name: "document transformer: invoke",
    run: ({ library, handler }) => {
      class Numbering extends library.MappingDocumentTransformer {
        async _transformDocument(document: DocumentInterface): Promise<DocumentInterface> {
          return { ...document, pageContent: `${document.pageContent}!` };
        }
      }
      return new Numbering().invoke([new library.Document({ pageContent: "a" })], { callbacks: [handler] });
    },
  },
];

/** Retrievers, those of vector stores, and transformers of documents. */
export const retrievalPrograms: readonly Program[] = [
  ...retrieverPrograms,
  ...sequencePrograms,
  ...vectorStorePrograms,
  ...transformerPrograms,
];
