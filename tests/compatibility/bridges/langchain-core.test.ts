import { RunnableLambda } from "@earshot/core/runnables";
import { fromLangChain, toLangChain } from "@earshot/langchain";
import { assertWellFormed, recordingHandler, type RecordingHandler } from "@earshot/testing";
import type * as Documents from "@langchain/core/documents";
import type * as Testing from "@langchain/core/utils/testing";
import type * as Retrievers from "@langchain/core/retrievers";
import type * as Runnables from "@langchain/core/runnables";
import type * as Tools from "@langchain/core/tools";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { load } from "../lane.js";
import { rowIsSaid } from "./row-is-said.js";

const { RunnableLambda: LangChainLambda } = await load<typeof Runnables>("@langchain/core/runnables");
const { BaseRetriever } = await load<typeof Retrievers>("@langchain/core/retrievers");
const { Document } = await load<typeof Documents>("@langchain/core/documents");
const { tool } = await load<typeof Tools>("@langchain/core/tools");
const { FakeListChatModel, FakeEmbeddings } = await load<typeof Testing>("@langchain/core/utils/testing");

class Library extends BaseRetriever {
  lc_namespace = ["tests"];
  override _getRelevantDocuments = (query: string) => Promise.resolve([new Document({ pageContent: query })]);
}

const model = new FakeListChatModel({ responses: ["owls"] });
const length = tool(({ text }) => String(text.length), {
  name: "length",
  description: "Counts letters.",
  schema: z.object({ text: z.string() }),
});
const work = LangChainLambda.from(async (text: string, config) => {
  await new Library().invoke(text, config);
  await length.invoke({ text }, config);
  return (await model.invoke(text, config)).text;
});
const kinds = ["chain", "retriever", "tool", "chat_model"];

/** The kinds of the runs, of one tree, in the order of their starts. */
function kindsOf({ events }: RecordingHandler): string[] {
  assertWellFormed(events);
  expect(new Set(events.map(({ rootRunId }) => rootRunId)).size).toBe(1);
  return events.filter(({ type }) => type.endsWith(".start")).map(({ kind }) => kind);
}

describe("LangChain's core", () => {
  it("chains, retrievers, tools and models are heard as one tree (`toLangChain`), under the ids of LangChain", async () => {
    const heard = recordingHandler();
    const runId = crypto.randomUUID();
    expect(await work.invoke("owl", { callbacks: [toLangChain(heard)], runId })).toBe("owls");
    expect(kindsOf(heard)).toEqual(kinds);
    expect(heard.events[0]?.runId).toBe(runId);
  });

  it("the tokens of a stream are heard; a failure ends as an error, an abort as cancelled", async () => {
    const heard = recordingHandler();
    for await (const _ of await model.stream("owl", { callbacks: [toLangChain(heard)] })) continue;
    const told = heard.ofType("chat_model.delta").map((delta) => delta.text);
    expect(told).toEqual([..."owls"]);
    const fail = LangChainLambda.from(() => Promise.reject(new Error("no")));
    const hang = LangChainLambda.from(() => new Promise(() => undefined));
    await expect(fail.invoke(1, { callbacks: [toLangChain(heard)] })).rejects.toThrow("no");
    const abort = new AbortController();
    const hung = hang.invoke(1, { callbacks: [toLangChain(heard)], signal: abort.signal });
    setTimeout(() => abort.abort(), 10);
    await expect(hung).rejects.toThrow("aborted");
    expect(heard.ofType("chain.end").map(({ status }) => status)).toEqual(["error", "cancelled"]);
  });

  it("runnables, retrievers, tools, models and embeddings are parts of Earshot's chains (`fromLangChain`)", async () => {
    const heard = recordingHandler();
    const parts = RunnableLambda.from(async (text: string, config) => {
      await fromLangChain(new Library()).invoke(text, config);
      await fromLangChain(length).invoke({ text }, config);
      await fromLangChain(model).invoke(text, config);
      return fromLangChain(LangChainLambda.from((value: string) => value)).invoke(text, config);
    });
    expect(await parts.invoke("owl", { callbacks: [heard] })).toBe("owl");
    expect(kindsOf(heard)).toEqual([...kinds, "chain"]);
    expect(await fromLangChain(new FakeEmbeddings()).embedQuery("owl")).toHaveLength(4);
  });

  it("a function's config puts what it invokes below it, in whichever library that is", async () => {
    const heard = recordingHandler();
    const inner = RunnableLambda.from((text: string, config) => work.invoke(text, config));
    const outer = LangChainLambda.from((text: string, config) => inner.invoke(text, config));
    await outer.invoke("owl", { callbacks: [toLangChain(heard)] });
    expect(kindsOf(heard)).toEqual(["chain", "chain", ...kinds]);
  });

  rowIsSaid("LangChain and LangGraph", "@langchain/core");
});
