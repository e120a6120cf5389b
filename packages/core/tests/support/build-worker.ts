import { z } from "zod";
import { Document } from "../../src/exports/documents.js";
import { Embeddings } from "../../src/exports/embeddings.js";
import { BaseRetriever } from "../../src/exports/retrievers.js";
import { type RunnableConfig, RunnableLambda } from "../../src/exports/runnables.js";
import { tool } from "../../src/exports/tools.js";
import { MemoryVectorStore } from "../../src/exports/vectorstores.js";
import type { Part } from "./compose-parts.js";
import type { PartPlan, Script } from "./part-plan.js";
import { ScriptedLLM } from "./scripted-llm.js";
import { perform, reach } from "./scripted-work.js";

type Worker = Exclude<Extract<PartPlan, Script>, { readonly part: "model" }>;

/** What works for itself: text models, tools, retrievers. It takes any input, and says which one it would have liked. */
export function buildWorker(plan: Worker): Part {
  if (plan.part === "llm") return taking("a text", new ScriptedLLM(plan));
  if (plan.part === "retriever") return taking("a question", new ScriptedRetriever(plan));
  if (plan.part === "vector store") return taking("a question", storeOf(plan).asRetriever());
  const fields = { name: "work", schema: z.object({ n: z.number() }) };
  if (plan.part === "tool")
    return taking(
      { n: 1 },
      tool((_, { signal }) => perform(plan, signal), fields),
    );
  const pieces = async function* (_: unknown, { signal }: RunnableConfig) {
    for (let index = 0; index < plan.chunks; index++) {
      await reach(plan, index, signal);
      yield String(index);
    }
    return "done";
  };
  return taking({ n: 1 }, tool(pieces, fields));
}

function taking(input: unknown, worker: object): Part {
  return (RunnableLambda.from(() => input) as Part).pipe(worker as Part);
}

class ScriptedRetriever extends BaseRetriever {
  override lc_namespace = ["test"];
  readonly #script: Script;

  constructor(script: Script) {
    super();
    this.#script = script;
  }

  override async _getRelevantDocuments(_query: string, _manager?: unknown, config?: RunnableConfig) {
    return [new Document({ pageContent: await perform(this.#script, config?.signal) })];
  }
}

class ScriptedEmbeddings extends Embeddings {
  readonly #script: Script;

  constructor(script: Script) {
    super();
    this.#script = script;
  }

  override async embedQuery(_text: string, config?: RunnableConfig): Promise<number[]> {
    return [(await perform(this.#script, config?.signal)).length, 1];
  }

  override async embedDocuments(texts: string[]): Promise<number[][]> {
    return texts.map(() => [0, 1]);
  }
}

function storeOf(script: Script): MemoryVectorStore {
  const store = new MemoryVectorStore(new ScriptedEmbeddings(script));
  store.memoryVectors.push({ content: "a", embedding: [0, 1], metadata: {} });
  return store;
}
