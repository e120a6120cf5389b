import { assertWellFormed, recordingHandler, subjectError } from "@earshot/testing";
import { describe, expect, it } from "vitest";
import type { Embeddings } from "../../src/exports/embeddings.js";
import { RunnableLambda, type RunnableConfig } from "../../src/exports/runnables.js";
import { FakeEmbeddings, SyntheticEmbeddings } from "../../src/exports/utils/testing.js";
import { exportedEmbeddings } from "../support/exported-classes.js";
import { ownEmbeddings } from "./subjects/own-embeddings.js";

const made: Readonly<Record<string, () => Embeddings>> = {
  FakeEmbeddings: () => new FakeEmbeddings(),
  SyntheticEmbeddings: () => new SyntheticEmbeddings({ vectorSize: 4 }),
};

const methods = {
  embedQuery: (embeddings: Embeddings, config: RunnableConfig) => embeddings.embedQuery("a", config),
  embedDocuments: (embeddings: Embeddings, config: RunnableConfig) => embeddings.embedDocuments(["a"], config),
};

it("every embedding model that is exported is examined", () => {
  expect(Object.keys(made).sort()).toEqual([...exportedEmbeddings.keys()].sort());
});

describe.each(Object.entries(methods))("%s", (_, embed) => {
  const subjects = { ...made, "a class of one's own": () => ownEmbeddings("work") };
  it.each(Object.entries(subjects))("of %s is heard below its parent, with its tags", async (_name, make) => {
    const recording = recordingHandler();
    const parent = RunnableLambda.from(async (_input: string, config) => void (await embed(make(), config)));
    await parent.invoke("", { callbacks: [recording], tags: ["inherited"], metadata: { inherited: true } });
    assertWellFormed(recording.events);
    const [root] = recording.events;
    const facts = { parentRunId: root?.runId, tags: ["inherited"], metadata: { inherited: true } };
    expect(recording.ofType("embedding.start")).toMatchObject([{ ...facts, texts: ["a"] }]);
    expect(recording.ofType("embedding.end")).toMatchObject([{ ...facts, status: "ok" }]);
    expect(recording.ofType("embedding.end")[0]?.dimensions).toBeGreaterThan(1);
  });

  it("ends with the error that it throws", async () => {
    const recording = recordingHandler();
    const failing = embed(ownEmbeddings("fail"), { callbacks: [recording] });
    await expect(failing).rejects.toBe(subjectError);
    assertWellFormed(recording.events);
    expect(recording.ofType("embedding.end")).toMatchObject([{ status: "error", error: subjectError }]);
  });

  it.each([
    ["an abort", "AbortError"],
    ["a timeout", "TimeoutError"],
    ["an abort before", "AbortError"],
  ])("ends as cancelled by %s", async (kind, name) => {
    const recording = recordingHandler();
    const controller = new AbortController();
    const { signal } = controller;
    if (kind === "an abort before") controller.abort();
    if (kind === "an abort") setTimeout(() => controller.abort(), 5);
    const config = { callbacks: [recording], ...(kind === "a timeout" ? { timeout: 5 } : { signal }) };
    await expect(embed(ownEmbeddings("hang"), config)).rejects.toMatchObject({ name });
    assertWellFormed(recording.events);
    expect(recording.summary()).toEqual(["embedding.start", "embedding.end cancelled"]);
  });
});
