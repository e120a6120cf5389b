import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTraceStore } from "@earshot/trace/sqlite";
import { expect, it, onTestFinished } from "vitest";
import { runExample } from "../support/run-example.js";

it("the shop's assistant is kept: two threads, a tool that failed, a request that was turned down, and what it cost", async () => {
  const folder = mkdtempSync(join(tmpdir(), "earshot-example-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "traces.db");

  const lines = await runExample("studio/main.ts", { env: { EARSHOT_STORE: path } });
  expect(lines).toContain("teapot > Your order **1001** left our warehouse on Monday:");
  expect(lines.find((line) => line.startsWith("typo !"))).toContain("Overloaded");

  await using store = await storeOf(path);
  const { runs } = await store.listRuns({ order: "oldest" });
  expect(runs.map(({ name, status, sessionId }) => `${name} ${status} ${sessionId}`)).toEqual([
    "assistant ok teapot",
    "assistant ok teapot",
    "assistant ok typo",
    "assistant error typo",
  ]);
  const refunds = await store.listRuns({ scope: "all", names: ["refund"] });
  expect(refunds.runs.map(({ status, error }) => [status, error?.message])).toEqual([
    ["error", "Order 1001 is on its way: it is refunded once it is back."],
  ]);
  expect(runs[0]?.totals).toMatchObject({ usage: { inputTokens: 942, outputTokens: 135 }, unknownCosts: 0 });
});

async function storeOf(path: string) {
  const store = await openTraceStore({ path });
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}
