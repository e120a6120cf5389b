import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TraceEvent } from "@earshot/trace";
import { openTraceStore } from "@earshot/trace/sqlite";
import { afterAll, beforeAll } from "vitest";

const facts = { tags: ["billing"], metadata: {}, visibility: "user", source: "earshot" } as const;
const chain = { ...facts, runId: "aaa-chain", rootRunId: "aaa-chain", kind: "chain", name: "ask" } as const;
const model = {
  ...facts,
  runId: "aab-model",
  rootRunId: "aaa-chain",
  parentRunId: "aaa-chain",
  kind: "chat_model",
  name: "claude",
} as const;
const failed = { ...chain, runId: "bbb", rootRunId: "bbb", name: "fail" } as const;
const usage = { inputTokens: 1000, outputTokens: 100, totalTokens: 1100, source: "provider" } as const;
const cost = { amount: "0.0075" } as const;
const error = { name: "RateLimitError", message: "slow \u001B[31mdown" };
const prompt = '{"messages":["hi"]}';

/** A chain that asked a model, and one that failed. */
export const exampleEvents: readonly TraceEvent[] = [
  { ...chain, type: "chain.start", seq: 0, time: 1000, text: "hello there" },
  { ...model, type: "chat_model.start", seq: 1, time: 1010, model: "claude-opus-5", payload: prompt },
  { ...model, type: "chat_model.end", seq: 2, time: 1210, status: "ok", model: "claude-opus-5", usage, cost },
  { ...chain, type: "chain.end", seq: 3, time: 1250, status: "ok" },
  { ...failed, type: "chain.start", seq: 0, time: 2000 },
  { ...failed, type: "chain.end", seq: 1, time: 2007, status: "error", error },
];

/** A folder for the tests of a file, with {@link exampleEvents} in a store; it goes when they are done. */
export function exampleFolder(): { readonly store: string; path(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), "earshot-command-"));
  const path = (name: string) => join(folder, name);
  beforeAll(async () => {
    const store = await openTraceStore({ path: path("traces.db") });
    await store.append(exampleEvents);
    await store.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { store: path("traces.db"), path };
}
