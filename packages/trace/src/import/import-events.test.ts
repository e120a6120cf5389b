import { defineHandler, type EarshotEvent } from "@earshot/core/events";
import { writeEventLine } from "@earshot/core/events/json";
import { RunnableLambda } from "@earshot/core/runnables";
import fc from "fast-check";
import { expect, it } from "vitest";
import { ListStore } from "../../tests/support/list-store.js";
import { toTraceEvent } from "../events/to-trace-event.js";
import { importEvents } from "./import-events.js";

async function heard(): Promise<EarshotEvent[]> {
  const events: EarshotEvent[] = [];
  const handler = defineHandler({ onEvent: (event: EarshotEvent) => void events.push(event) });
  await RunnableLambda.from((name: string) => `hi ${name}`).invoke("Ada", { callbacks: [handler] });
  return events;
}

it("reads event lines and exports alike, wherever the bytes are cut", async () => {
  const events = await heard();
  const expected = events.map((event) => toTraceEvent(event));
  const lines = events.map((event) => writeEventLine(event, { limits: {}, writesSerialized: false })).join("");
  const exported = `${expected.map((event) => JSON.stringify(event)).join("\n")}\n`;
  for (const text of [lines, exported, lines + exported]) {
    const list = new ListStore();
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(7 * at, 7 * at + 7));
    const { broken } = await importEvents(chunks, { store: list.store });
    expect(broken).toBe(0);
    expect(list.events).toEqual(expected);
  }
});

it("counts, tells and passes over what is torn, broken or too long", async () => {
  const [first] = (await heard()).map((event) => toTraceEvent(event));
  const good = JSON.stringify(first);
  const list = new ListStore();
  const told: [number, string][] = [];
  const text = [
    good,
    "",
    good.slice(0, 50),
    "{}",
    '{"schemaVersion":9}',
    "x".repeat(5000),
    JSON.stringify({ ...first, cost: { amount: "-1" } }),
    JSON.stringify({ ...first, time: 1e300 }),
    JSON.stringify({ ...first, firstTokenAt: "soon" }),
    JSON.stringify({ ...first, usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2, cacheReadTokens: "all" } }),
    JSON.stringify({ ...first, feedback: { feedbackId: "f", key: "good", score: "high" } }),
    JSON.stringify({ ...first, cost: { amount: "9".repeat(1_000) } }),
    JSON.stringify({ ...first, usage: { inputTokens: 1, outputTokens: 1, totalTokens: 3 } }).replace(":3}", ":1e999}"),
    JSON.stringify({ ...first, metadata: { deep: [] } }).replace("[]", "[".repeat(300) + "]".repeat(300)),
    JSON.stringify({ ...first, payload: "[".repeat(300) + "]".repeat(300) }),
  ].join("\n");
  const result = await importEvents([text], {
    store: list.store,
    maxLineLength: 4000,
    onBroken: (line, why) => told.push([line, why]),
  });
  expect(result).toEqual({ events: 1, broken: 13 });
  expect(told.map(([line]) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(list.events).toEqual([first]);
});

it("fails for no input", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.json(), fc.uint8Array())), async (chunks) => {
      await importEvents(chunks, { store: new ListStore().store });
    }),
  );
});
