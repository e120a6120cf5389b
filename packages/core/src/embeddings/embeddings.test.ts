import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import { Embeddings } from "../exports/embeddings.js";
import { RunnableLambda, type RunnableConfig } from "../exports/runnables.js";
import { FakeEmbeddings, SyntheticEmbeddings } from "../exports/utils/testing.js";

/** As people write them: private state, one method by way of the other, usage told. */
class Lengths extends Embeddings {
  readonly #scale = 2;
  signals: (AbortSignal | undefined)[] = [];

  async embedDocuments(texts: string[], config?: RunnableConfig): Promise<number[][]> {
    this.signals.push(config?.signal);
    this.reportUsage({ input_tokens: texts.length, output_tokens: 0, total_tokens: texts.length }, config);
    return texts.map((text) => [text.length * this.#scale, 0, 0]);
  }

  async embedQuery(text: string, config?: RunnableConfig): Promise<number[]> {
    const [vector] = await this.embedDocuments([text], config);
    return vector as number[];
  }
}

const failure = new Error("no such model");

describe("an embedding model", () => {
  it("is heard: texts, dimensions, and what it cost", async () => {
    const recording = recordingHandler();
    const model = new Lengths({ callbacks: [recording], tags: ["own"], metadata: { a: 1 }, name: "lengths" });
    expect(await model.embedDocuments(["ab", "c"])).toEqual([
      [4, 0, 0],
      [2, 0, 0],
    ]);
    expect(recording.summary()).toEqual(["embedding.start", "embedding.end ok"]);
    expect(recording.events[0]).toMatchObject({
      texts: ["ab", "c"],
      name: "lengths",
      tags: ["own"],
      metadata: { a: 1 },
    });
    expect(recording.ofType("embedding.end")[0]).toMatchObject({
      dimensions: 3,
      usage: { input_tokens: 2, total_tokens: 2, source: "provider" },
    });
    assertWellFormed(recording.events);
  });

  it("is heard once for a query that it answers by way of embedding documents", async () => {
    const recording = recordingHandler();
    const model = new Lengths();
    expect(await model.embedQuery("abc", { callbacks: [recording] })).toEqual([6, 0, 0]);
    expect(recording.summary()).toEqual(["embedding.start", "embedding.end ok"]);
    expect(recording.ofType("embedding.start")[0]?.texts).toEqual(["abc"]);
    expect(recording.ofType("embedding.end")[0]).toMatchObject({ dimensions: 3, usage: { input_tokens: 1 } });
  });

  it("is heard below the run whose config it is given", async () => {
    const recording = recordingHandler();
    const model = new FakeEmbeddings();
    const search = RunnableLambda.from((text: string, config) => model.embedQuery(text, config));
    await search.invoke("a", { callbacks: [recording], tags: ["t"] });
    const [start, embedding] = recording.events;
    expect(embedding).toMatchObject({ type: "embedding.start", parentRunId: start?.runId, tags: ["t"] });
    assertWellFormed(recording.events);
  });

  it.each([
    [
      "a field",
      class extends Embeddings {
        override embedQuery = async (): Promise<number[]> => [1];
        override embedDocuments = async (): Promise<number[][]> => [[1]];
      },
    ],
    [
      "an assignment in the constructor",
      class extends Embeddings {
        override embedQuery: () => Promise<number[]>;
        override embedDocuments: () => Promise<number[][]>;
        constructor() {
          super();
          this.embedQuery = async () => [1];
          this.embedDocuments = async () => [[1]];
        }
      },
    ],
  ])("is heard where its methods are put in place by %s, and when they are replaced later", async (_, Class) => {
    const recording = recordingHandler();
    const model = new Class();
    await (model as Embeddings).embedQuery("a", { callbacks: [recording] });
    (model as Embeddings).embedQuery = async () => [1, 2];
    await (model as Embeddings).embedQuery("a", { callbacks: [recording] });
    expect(recording.ofType("embedding.end").map(({ dimensions }) => dimensions)).toEqual([1, 2]);
  });

  it("ends its run with what it throws", async () => {
    class Failing extends FakeEmbeddings {
      override async embedQuery(): Promise<number[]> {
        throw failure;
      }
      override embedDocuments(): Promise<number[][]> {
        throw failure; // not even a promise
      }
    }
    const recording = recordingHandler();
    const model = new Failing() as Embeddings;
    await expect(model.embedQuery("a", { callbacks: [recording] })).rejects.toBe(failure);
    await expect(model.embedDocuments(["a"], { callbacks: [recording] })).rejects.toBe(failure);
    expect(recording.ofType("embedding.end")).toMatchObject([
      { status: "error", error: failure, dimensions: undefined, usage: { source: "unavailable" } },
      { status: "error", error: failure },
    ]);
    assertWellFormed(recording.events);
  });

  it("is ended by an abort and a timeout at once, and its provider is told", async () => {
    let signal: AbortSignal | undefined;
    class Hanging extends FakeEmbeddings {
      override embedQuery(_: string, config?: RunnableConfig): Promise<number[]> {
        signal = config?.signal;
        return new Promise(() => undefined);
      }
    }
    const recording = recordingHandler();
    const controller = new AbortController();
    const asked = new Hanging().embedQuery("a", { callbacks: [recording], signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(signal?.aborted).toBe(true);
    await expect(new Hanging().embedQuery("a", { callbacks: [recording], timeout: 5 })).rejects.toMatchObject({
      name: "TimeoutError",
    });
    expect(recording.summary().filter((line) => line.includes("end"))).toEqual([
      "embedding.end cancelled",
      "embedding.end cancelled",
    ]);
  });

  it("is stopped by a guard before it begins", async () => {
    const model = new Lengths();
    const guard = {
      name: "guard",
      policy: "guard" as const,
      onEvent: (): never => {
        throw failure;
      },
    };
    await expect(model.embedQuery("a", { callbacks: [guard] })).rejects.toMatchObject({ cause: failure });
    expect(model.signals).toEqual([]);
  });

  it("stays what it is: an instance with its fields, private ones too", async () => {
    const model = new Lengths();
    expect(model).toBeInstanceOf(Lengths);
    expect(model.embedQuery).toBe(model.embedQuery);
    expect(await model.embedQuery("a")).toEqual([2, 0, 0]);
    expect(model.signals).toEqual([expect.any(AbortSignal)]);
  });
});

it("synthetic embeddings are LangChain's", async () => {
  const langchain = await import("@langchain/core/utils/testing");
  const texts = ["", "abc", "a longer text", "Something longer still, with 9 words"];
  for (const vectorSize of [1, 4, 7]) {
    const theirs = await new langchain.SyntheticEmbeddings({ vectorSize }).embedDocuments(texts);
    expect(await new SyntheticEmbeddings({ vectorSize }).embedDocuments(texts)).toEqual(theirs);
  }
  expect(await new FakeEmbeddings().embedDocuments(["a"])).toEqual(
    await new langchain.FakeEmbeddings().embedDocuments(["a"]),
  );
});
