import type { Embeddings } from "@earshot/core/embeddings";
import { run } from "@earshot/core/events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { OllamaEmbeddings } from "@langchain/ollama";
import { OpenAIEmbeddings } from "@langchain/openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromLangChain } from "../src/index.js";
import { openAIProtocol } from "../../../tests/support/openai-protocol.js";
import { startProviderServer, type ProviderServer } from "../../../tests/support/provider-server.js";

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer(openAIProtocol);
});
afterAll(() => server[Symbol.asyncDispose]());

const openAI = (model: string): Embeddings =>
  fromLangChain(new OpenAIEmbeddings({ model, apiKey: "any", configuration: { baseURL: server.url }, maxRetries: 0 }));

describe("embeddings of LangChain's in Earshot", () => {
  it("are heard once each, below the run they are called in", async () => {
    const heard = recordingHandler();
    const embeddings = openAI("text-embedding-3-small");
    const body = (config: object) =>
      Promise.all([embeddings.embedQuery("owl", config), embeddings.embedDocuments(["owl", "heron"], config)] as const);
    const [one, many] = await run(
      { kind: "chain", name: "index", start: { inputs: 1 } },
      ({ config }) => body(config),
      { callbacks: [heard] },
    );
    expect([one, ...many]).toEqual([
      [3, 1],
      [3, 1],
      [5, 1],
    ]);
    assertWellFormed(heard.events);
    const starts = heard.ofType("embedding.start");
    expect(starts.map(({ name, texts }) => [name, texts])).toEqual([
      ["OpenAIEmbeddings", ["owl"]],
      ["OpenAIEmbeddings", ["owl", "heron"]],
    ]);
    expect(starts[0]?.metadata).toMatchObject({ ls_model_name: "text-embedding-3-small" });
    expect(new Set(starts.map(({ parentRunId }) => parentRunId))).toEqual(
      new Set(heard.ofType("chain.start").map(({ runId }) => runId)),
    );
    expect(heard.ofType("embedding.end")).toMatchObject([
      { status: "ok", dimensions: 2 },
      { status: "ok", dimensions: 2 },
    ]);
  });

  it("end with their provider's error", async () => {
    const heard = recordingHandler();
    const error: unknown = await openAI("fail")
      .embedQuery("owl", { callbacks: [heard] })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 400 });
    assertWellFormed(heard.events);
    expect(heard.ofType("embedding.end")).toMatchObject([{ status: "error", error }]);
  });

  it("are not waited for once they are aborted", async () => {
    const heard = recordingHandler();
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 30);
    const call = openAI("hang").embedQuery("owl", { callbacks: [heard], signal: abort.signal });
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    assertWellFormed(heard.events);
    expect(heard.ofType("embedding.end")).toMatchObject([{ status: "cancelled" }]);
  });

  it("of any provider are taken by their shape", () => {
    expect(fromLangChain(new OllamaEmbeddings({ model: "nomic" })).name).toBe("OllamaEmbeddings");
  });
});
