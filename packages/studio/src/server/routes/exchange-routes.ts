import type { TraceStore } from "@earshot/trace";
import { noSuchRun } from "../http/no-such-run.js";
import { RequestRefusedError } from "../http/request-refused-error.js";
import type { Routes } from "../http/route.js";
import { TextAnswer } from "../http/text-answer.js";
import type { StudioContext } from "./studio-context.js";

type ExchangeRoutes = Pick<Routes, "GET /api/export" | "POST /api/import">;

const mostTraces = 1_000;

/** Traces as lines, out and in again. Neither is ever held whole. */
export function exchangeRoutes({ store, price }: Pick<StudioContext, "store" | "price">): ExchangeRoutes {
  return {
    "GET /api/export": {
      answer: async ({ search }) => {
        const runIds = search.getAll("runId");
        if (runIds.length > mostTraces)
          throw new RequestRefusedError(
            "bad_request",
            `At most ${mostTraces} traces at once; without \`runId\`, all of them.`,
          );
        const lines = exportedLines(store, runIds.length === 0 ? allTraces(store) : await someTraces(store, runIds));
        return new TextAnswer("application/x-ndjson", lines, { fileName: "earshot-traces.jsonl" });
      },
    },
    "POST /api/import": {
      answer: async ({ body }) => {
        // Loaded when it is wanted: it takes along the classes of messages, and the list of prices.
        const { importEvents } = await import("@earshot/trace");
        const { listPrice } = await import("../../prices/list-price.js");
        let firstBroken: { readonly line: number; readonly reason: string } | undefined;
        const onBroken = (line: number, reason: string) => void (firstBroken ??= { line, reason });
        const imported = await importEvents(body, { store, price: price ?? listPrice, onBroken });
        return { ...imported, ...(firstBroken === undefined ? {} : { firstBroken }) };
      },
    },
  };
}

async function* exportedLines(store: TraceStore, rootRunIds: AsyncIterable<string>): AsyncGenerator<string> {
  const done = new Set<string>();
  for await (const rootRunId of rootRunIds) {
    if (done.has(rootRunId)) continue;
    done.add(rootRunId);
    for await (const event of store.exportTrace(rootRunId)) yield `${JSON.stringify(event)}\n`;
  }
}

/** Those of the named that are there. That none is, is known before the answer begins. */
async function someTraces(store: TraceStore, runIds: readonly string[]): Promise<AsyncIterable<string>> {
  const found = tracesOf(store, runIds);
  const first = await found.next();
  if (first.done === true) throw noSuchRun();
  return startingWith(first.value, found);
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* tracesOf(store: TraceStore, runIds: readonly string[]): AsyncGenerator<string> {
  for (const runId of runIds) {
    const [run] = await store.readTrace(runId);
    if (run !== undefined) yield run.rootRunId;
  }
}

async function* allTraces(store: TraceStore): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await store.listRuns({ order: "oldest", limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
    for (const { rootRunId } of page.runs) yield rootRunId;
    cursor = page.next;
  } while (cursor !== undefined);
}
