import type { DocumentInterface } from "@langchain/core/documents";
import type { Library } from "../library.js";
import type { Program } from "../program.js";

const SETTLE_MS = 60;
const WORK_MS = 40;
const ABORT_MS = 10;

function createSlowRetriever({ BaseRetriever }: Library) {
  class SlowRetriever extends BaseRetriever {
    lc_namespace = ["scripted", "retrievers"];

    override async _getRelevantDocuments(query: string): Promise<DocumentInterface[]> {
      await new Promise((resolve) => {
        setTimeout(resolve, WORK_MS);
      });
      if (query === "fail") throw new TypeError("retriever failed");
      return [{ pageContent: query, metadata: {} }];
    }
  }
  return new SlowRetriever();
}

function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

function objecting(method: string): Record<string, unknown> {
  return {
    name: "objecting",
    raiseError: true,
    awaitHandlers: true,
    [method]: () => {
      throw new Error(`${method} objects`);
    },
  };
}

/** Retrievers that are aborted, time out, are left, or are objected to by a handler. */
export const retrieverEndingPrograms: readonly Program[] = [
  {
    name: "cancelled: a retriever, before it starts",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      createSlowRetriever(library).invoke("q", { callbacks: [handler], signal: AbortSignal.abort() }),
  },
  {
    name: "cancelled: a retriever, at work",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      createSlowRetriever(library).invoke("q", { callbacks: [handler], signal: abortAfter(ABORT_MS) }),
  },
  {
    name: "cancelled: a retriever, by its timeout",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      createSlowRetriever(library).invoke("q", { callbacks: [handler], timeout: ABORT_MS }),
  },
  {
    name: "cancelled: a retriever's stream, by a break",
    run: async ({ library, handler }) => {
      for await (const documents of await createSlowRetriever(library).stream("q", { callbacks: [handler] }))
        return documents;
      return undefined;
    },
  },
  ...["handleRetrieverStart", "handleRetrieverEnd", "handleRetrieverError"].map((method) => ({
    name: `handler: raiseError at ${method}`,
    run: ({ library, handler }: Parameters<Program["run"]>[0]) =>
      createSlowRetriever(library).invoke(method === "handleRetrieverError" ? "fail" : "q", {
        callbacks: [objecting(method), handler],
      }),
  })),
];
