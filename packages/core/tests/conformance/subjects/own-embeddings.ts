import type { SubjectWork } from "@earshot/testing";
import { Embeddings } from "../../../src/exports/embeddings.js";
import type { RunnableConfig } from "../../../src/exports/runnables.js";
import { perform } from "./subject.js";

/** Embeddings that go as they are told; all texts are alike to them. */
export const ownEmbeddings = (work: SubjectWork): Embeddings =>
  new (class OwnEmbeddings extends Embeddings {
    override embedQuery(_text: string, config?: RunnableConfig): Promise<number[]> {
      return perform(work, config?.signal, [1, 0]);
    }

    override embedDocuments(texts: string[], config?: RunnableConfig): Promise<number[][]> {
      const vectors = texts.map(() => [1, 0]);
      return perform(work, config?.signal, vectors);
    }
  })();
