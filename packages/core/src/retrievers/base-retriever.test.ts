import { recordingHandler, subjectError, waitForAbort, type SubjectWork } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { CallbackManagerForRetrieverRun } from "../exports/callbacks/manager.js";
import { Document } from "../exports/documents.js";
import { BaseRetriever, type BaseRetrieverInput } from "../exports/retrievers.js";
import { RunnableLambda, type RunnableConfig } from "../exports/runnables.js";

const found = [new Document({ pageContent: "found", metadata: { page: 1 } })];

class Shelf extends BaseRetriever {
  lc_namespace = ["test", "retrievers"];
  readonly #work: SubjectWork;

  constructor(work: SubjectWork = "work", fields: BaseRetrieverInput = {}) {
    super(fields);
    this.#work = work;
  }

  override async _getRelevantDocuments(_query: string, _runManager?: unknown, config?: RunnableConfig) {
    if (this.#work === "fail") throw subjectError;
    return this.#work === "hang" ? waitForAbort(config?.signal) : found;
  }
}

describe("BaseRetriever", () => {
  it("says its query and its documents, as a retriever's run", async () => {
    const recording = recordingHandler();
    await new Shelf("work", { tags: ["own"], metadata: { own: 1 } }).invoke("q", { callbacks: [recording] });
    expect(recording.events).toMatchObject([
      { type: "retriever.start", kind: "retriever", name: "Shelf", query: "q", tags: ["own"], metadata: { own: 1 } },
      { type: "retriever.end", status: "ok", documents: found },
    ]);
  });

  it("has one chunk, and ends as cancelled with its documents if the stream is left at it", async () => {
    const recording = recordingHandler();
    for await (const documents of await new Shelf().stream("q", { callbacks: [recording] })) {
      expect(documents).toBe(found);
      break;
    }
    expect(recording.ofType("retriever.end")).toMatchObject([{ status: "cancelled", documents: found }]);
  });

  it("has no documents at its end if it fails", async () => {
    const recording = recordingHandler();
    await expect(new Shelf("fail").invoke("q", { callbacks: [recording] })).rejects.toBe(subjectError);
    expect(recording.ofType("retriever.end")).toMatchObject([{ status: "error", error: subjectError, documents: [] }]);
  });

  it.each(["config", "callbacks"] as const)("puts what it invokes with its %s below its run", async (way) => {
    const inner = RunnableLambda.from((query: string) => query);
    class Asking extends BaseRetriever {
      lc_namespace = ["test"];
      override async _getRelevantDocuments(
        query: string,
        runManager?: CallbackManagerForRetrieverRun,
        config?: RunnableConfig,
      ) {
        await inner.invoke(query, way === "config" ? config : { callbacks: runManager?.getChild("asked") });
        return found;
      }
    }
    const recording = recordingHandler();
    await new Asking().invoke("q", { callbacks: [recording], tags: ["call"] });
    expect(recording.summary()).toEqual(["retriever.start", "chain.start", "chain.end ok", "retriever.end ok"]);
    const [own] = recording.ofType("retriever.start");
    const [below] = recording.ofType("chain.start");
    expect(below).toMatchObject({ parentRunId: own?.runId, tags: way === "config" ? ["call"] : ["asked", "call"] });
  });

  it("prints its own runs if it is verbose", async () => {
    const silent = new Shelf();
    const verbose = new Shelf("work", { verbose: true });
    const printed: unknown[] = [];
    const { log } = console;
    console.log = (...lines: unknown[]) => void printed.push(...lines);
    try {
      await silent.invoke("q");
      expect(printed).toEqual([]);
      await verbose.invoke("q");
    } finally {
      console.log = log;
    }
    expect(printed.join("\n")).toContain("Shelf");
  });

  it("is described by its class alone", () => {
    expect(new Shelf().toJSON()).toEqual({ lc: 1, type: "not_implemented", id: ["test", "retrievers", "Shelf"] });
  });
});
