import type { RunnableConfig } from "../context/run-config.js";
import type { DocumentLoader } from "../document-loaders/base-document-loader.js";
import type { DocumentInterface } from "../documents/document.js";
import { run } from "../runs/run-with.js";
import type { VectorStore } from "../vectorstores/vector-store.js";
import { documentKey } from "./document-key.js";
import { IndexingError } from "./indexing-error.js";
import type { RecordManagerInterface } from "./record-manager.js";

/** How documents are indexed. */
export interface IndexOptions {
  /** How many documents are looked at and added at a time; 100 if not given. */
  batchSize?: number;
  /**
   * What becomes of documents that were indexed before and not seen now: with `"full"` all go, at the end; with `"incremental"` those of a
   * source that was seen, batch by batch; left out, none.
   */
  cleanup?: "full" | "incremental" | undefined;
  /** Where a document comes from: a key of its metadata, or a function. `"incremental"` needs it. */
  sourceIdKey?: string | ((document: DocumentInterface) => string) | undefined;
  /** How many keys are deleted at a time in a full cleanup; 1,000 if not given. */
  cleanupBatchSize?: number;
  /** Add documents again that are there: their embeddings have changed, say. */
  forceUpdate?: boolean;
}

/** What to index, and into what. */
export interface IndexArgs {
  docsSource: DocumentLoader | DocumentInterface[];
  recordManager: RecordManagerInterface;
  vectorStore: VectorStore;
  options?: IndexOptions;
}

/** What became of the documents. One that is twice in a batch counts once. */
export interface IndexingResult {
  numAdded: number;
  numDeleted: number;
  numUpdated: number;
  numSkipped: number;
}

/** A document by what it is known by. */
interface KeyedDocument {
  readonly key: string;
  readonly document: DocumentInterface;
  readonly source: string | null;
}

/**
 * Brings a vector store up to date: adds what it hasn't, leaves what it has, and removes what is gone, as `cleanup` says. Heard as one run named
 * `index`; what the store calls is below it.
 *
 * @throws IndexingError if an incremental cleanup can't tell where a document comes from
 * @example
 * ```ts
 * import { Document } from "@earshot/core/documents";
 * import { index, InMemoryRecordManager } from "@earshot/core/indexing";
 * import { MemoryVectorStore } from "@earshot/core/vectorstores";
 *
 * const vectorStore = new MemoryVectorStore({ embedQuery: async () => [1], embedDocuments: async (texts) => texts.map(() => [1]) });
 * const recordManager = new InMemoryRecordManager();
 * const indexAll = (...texts: string[]) =>
 *   index({
 *     docsSource: texts.map((pageContent) => new Document({ pageContent })),
 *     recordManager,
 *     vectorStore,
 *     options: { cleanup: "full" },
 *   });
 * await indexAll("owls", "bees");
 * console.log(await indexAll("owls", "cats")); // => { numAdded: 1, numDeleted: 1, numUpdated: 0, numSkipped: 1 }
 * ```
 */
export function indexDocuments(args: IndexArgs, config?: RunnableConfig): Promise<IndexingResult> {
  const { docsSource, options = {} } = args;
  return run(
    { kind: "chain", name: "index", start: { inputs: { docsSource, options } } },
    (handle) => new Indexing(args, handle.config).bringUpToDate(),
    config,
  );
}

class Indexing {
  readonly #args: IndexArgs;
  readonly #options: IndexOptions;
  readonly #config: RunnableConfig;
  readonly #result: IndexingResult = { numAdded: 0, numDeleted: 0, numUpdated: 0, numSkipped: 0 };

  constructor(args: IndexArgs, config: RunnableConfig) {
    this.#args = args;
    this.#options = args.options ?? {};
    this.#config = config;
  }

  async bringUpToDate(): Promise<IndexingResult> {
    const { docsSource, recordManager } = this.#args;
    const { batchSize = 100, cleanup, sourceIdKey } = this.#options;
    if (cleanup === "incremental" && sourceIdKey === undefined)
      throw new IndexingError("An incremental cleanup has to know where documents come from. Give a `sourceIdKey`.");
    const documents = Array.isArray(docsSource) ? docsSource : await docsSource.load();
    const startedAt = await recordManager.getTime();
    for (let first = 0; first < documents.length; first += batchSize)
      await this.#addBatch(await this.#keyed(documents.slice(first, first + batchSize)), startedAt);
    if (cleanup === "full") await this.#removeUnseen(startedAt);
    return this.#result;
  }

  /** Each document of a batch once, in order. */
  async #keyed(batch: readonly DocumentInterface[]): Promise<KeyedDocument[]> {
    const keyed = new Map<string, KeyedDocument>();
    for (const document of batch) {
      const key = await documentKey(document);
      if (!keyed.has(key)) keyed.set(key, { key, document, source: this.#sourceOf(document) });
    }
    return [...keyed.values()];
  }

  #sourceOf(document: DocumentInterface): string | null {
    const { sourceIdKey, cleanup } = this.#options;
    const source = typeof sourceIdKey === "function" ? sourceIdKey(document) : document.metadata[sourceIdKey ?? ""];
    if (cleanup === "incremental" && (source === undefined || source === null))
      throw new IndexingError(
        "An incremental cleanup has to know where documents come from, and one has no source. Set what `sourceIdKey` names in each document's metadata.",
      );
    return sourceIdKey === undefined || source === undefined || source === null ? null : String(source);
  }

  async #addBatch(batch: readonly KeyedDocument[], startedAt: number): Promise<void> {
    const { recordManager, vectorStore } = this.#args;
    const keys = batch.map(({ key }) => key);
    const groupIds = batch.map(({ source }) => source);
    const exist = await recordManager.exists(keys);
    const known = exist.filter(Boolean).length;
    const added = this.#options.forceUpdate === true ? batch : batch.filter((_, index) => exist[index] !== true);
    if (added.length > 0) {
      const ids = added.map(({ key }) => key);
      const { callbacks } = this.#config;
      await vectorStore.addDocuments(
        added.map(({ document }) => document),
        { ids, callbacks },
      );
    }
    this.#result.numAdded += batch.length - known;
    if (this.#options.forceUpdate === true) this.#result.numUpdated += known;
    else this.#result.numSkipped += known;
    await recordManager.update(keys, { timeAtLeast: startedAt, groupIds });
    if (this.#options.cleanup === "incremental")
      await this.#remove(await recordManager.listKeys({ before: startedAt, groupIds }));
  }

  async #removeUnseen(startedAt: number): Promise<void> {
    const { cleanupBatchSize: limit = 1000 } = this.#options;
    const next = () => this.#args.recordManager.listKeys({ before: startedAt, limit });
    for (let keys = await next(); keys.length > 0; keys = await next()) await this.#remove(keys);
  }

  async #remove(keys: string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.#args.vectorStore.delete({ ids: keys });
    await this.#args.recordManager.deleteKeys(keys);
    this.#result.numDeleted += keys.length;
  }
}
