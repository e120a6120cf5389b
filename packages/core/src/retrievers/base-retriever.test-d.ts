import { expectTypeOf, it } from "vitest";
import type { CallbackManagerForRetrieverRun } from "../exports/callbacks/manager.js";
import type { Document, DocumentInterface } from "../exports/documents.js";
import { BaseRetriever } from "../exports/retrievers.js";
import type { RunnableConfig } from "../exports/runnables.js";

class Pages extends BaseRetriever<{ page: number }> {
  lc_namespace = ["test"];
  override async _getRelevantDocuments(
    query: string,
    runManager?: CallbackManagerForRetrieverRun,
    config?: RunnableConfig,
  ) {
    expectTypeOf(config?.signal).toEqualTypeOf<AbortSignal | undefined>();
    await runManager?.handleText(query);
    return [{ pageContent: query, metadata: { page: 1 } }];
  }
}

it("a retriever takes a text and gives documents with its metadata", async () => {
  const documents = await new Pages().invoke("q");
  expectTypeOf(documents).toEqualTypeOf<DocumentInterface<{ page: number }>[]>();
  const pages = new Pages().pipe((found) => found.map(({ metadata }) => metadata.page));
  expectTypeOf(pages.invoke).returns.resolves.toEqualTypeOf<number[]>();
  // @ts-expect-error: a query is a text
  await new Pages().invoke({ query: "q" });
  // @ts-expect-error: it has not said what it finds
  void class extends BaseRetriever {
    lc_namespace = ["test"];
  };
});

it("a retriever's documents have its metadata", () => {
  void class extends BaseRetriever<{ page: number }> {
    lc_namespace = ["test"];
    // @ts-expect-error: the page is a number
    override async _getRelevantDocuments(): Promise<Document<{ page: string }>[]> {
      return [];
    }
  };
});
