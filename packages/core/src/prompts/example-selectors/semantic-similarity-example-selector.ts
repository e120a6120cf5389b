import type { RunnableConfig } from "../../context/run-config.js";
import { Document } from "../../documents/document.js";
import { toText } from "../interpolate.js";
import { BaseExampleSelector } from "./base-example-selector.js";
import type { Example } from "./example.js";

/** What finds documents: a vector store's retriever. */
export interface ExampleRetriever {
  invoke(query: string, config?: RunnableConfig): Promise<readonly { readonly metadata: Example }[]>;
  addDocuments(documents: Document[]): Promise<unknown>;
}

/** What a selector needs of a vector store. */
export interface ExampleStore<TFilter = unknown> {
  asRetriever(fields: { k: number; filter?: TFilter }): ExampleRetriever;
}

/** A vector store's class, as far as it makes a store of texts. */
export interface ExampleStoreClass<TEmbeddings, TOptions> {
  fromTexts(texts: string[], metadatas: Example[], embeddings: TEmbeddings, options: TOptions): Promise<ExampleStore>;
}

interface ExampleKeys {
  /** Of an example, what is handed on; by default all of it. */
  exampleKeys?: string[];
  /** Of an example and of the values given, what is compared; by default all of it. */
  inputKeys?: string[];
}

/** A vector store to look in, with how many examples to take (4 by default); or a retriever. */
export type SemanticSimilarityExampleSelectorInput =
  | (ExampleKeys & { vectorStore: ExampleStore; k?: number; filter?: unknown; vectorStoreRetriever?: never })
  | (ExampleKeys & { vectorStoreRetriever: ExampleRetriever; vectorStore?: never; k?: never; filter?: never });

/** Chooses the examples that are most like the values given, as a vector store finds them. */
export class SemanticSimilarityExampleSelector extends BaseExampleSelector {
  readonly vectorStoreRetriever: ExampleRetriever;
  readonly exampleKeys: string[] | undefined;
  readonly inputKeys: string[] | undefined;

  constructor(input: SemanticSimilarityExampleSelectorInput) {
    super(input);
    this.exampleKeys = input.exampleKeys;
    this.inputKeys = input.inputKeys;
    this.vectorStoreRetriever =
      input.vectorStoreRetriever ??
      input.vectorStore.asRetriever({
        k: input.k ?? 4,
        ...(input.filter !== undefined && { filter: input.filter }),
      });
  }

  /** Puts the examples into a new store of the given class. */
  static async fromExamples<TEmbeddings, TOptions extends object>(
    examples: readonly Example[],
    embeddings: TEmbeddings,
    ...[storeClass, options]: [
      storeClass: ExampleStoreClass<TEmbeddings, TOptions>,
      options?: NoInfer<Partial<TOptions>> & { k?: number; inputKeys?: string[] },
    ]
  ): Promise<SemanticSimilarityExampleSelector> {
    const { k, inputKeys }: { k?: number; inputKeys?: string[] } = options ?? {};
    const texts = examples.map((example) => textOf(example, inputKeys));
    const vectorStore = await storeClass.fromTexts(texts, [...examples], embeddings, (options ?? {}) as TOptions);
    return new SemanticSimilarityExampleSelector({
      vectorStore,
      k: k ?? 4,
      ...(inputKeys !== undefined && { inputKeys }),
    });
  }

  override async addExample(example: Example): Promise<void> {
    const document = new Document({ pageContent: textOf(example, this.inputKeys), metadata: { ...example } });
    await this.vectorStoreRetriever.addDocuments([document]);
  }

  override async selectExamples(inputVariables: Example, config?: RunnableConfig): Promise<Example[]> {
    const query = textOf(inputVariables, this.inputKeys);
    const found = await this.vectorStoreRetriever.invoke(query, config);
    const keys = this.exampleKeys;
    return found.map(({ metadata }) => (keys === undefined ? metadata : pick(metadata, keys)));
  }
}

/** The values in the order of their names, so that the same values always make the same text. */
function textOf(values: Example, keys: readonly string[] | undefined): string {
  const chosen = keys === undefined ? values : pick(values, keys);
  const texts = Object.keys(chosen)
    .sort()
    .map((key) => (typeof chosen[key] === "string" ? chosen[key] : toText(chosen[key])));
  return texts.join(" ");
}

function pick(values: Example, keys: readonly string[]): Example {
  return Object.fromEntries(keys.flatMap((key) => (key in values ? [[key, values[key]]] : [])));
}
