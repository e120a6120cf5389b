import { getEventListeners } from "node:events";
import { assertWellFormed, recordingHandler } from "@earshot/testing";
import { expect, it } from "vitest";
import { StringOutputParser } from "../../src/exports/output_parsers.js";
import { FakeChatModel } from "./support/fake-chat-model.js";

const inputs = Array.from({ length: 30 }, (_, index) => `question ${index}`);

/** What Node warns of meanwhile. */
async function warningsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const note = ({ name }: Error) => void warnings.push(name);
  process.on("warning", note);
  await work();
  await new Promise((resolve) => setImmediate(resolve)); // warnings are told on a later tick
  process.off("warning", note);
  return warnings;
}

it("one signal may serve any number of runs: nobody is warned of a leak, and nothing is left on it", async () => {
  const { signal } = new AbortController();
  const chain = new FakeChatModel().pipe(new StringOutputParser());
  expect(await warningsDuring(() => chain.batch(inputs, { signal }))).toEqual([]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("one signal stops all runs that it serves, each heard to end", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const recording = recordingHandler();
  const chain = new FakeChatModel({ hangsAt: 1 }).pipe(new StringOutputParser());
  const read = async (input: string) => {
    for await (const _ of await chain.stream(input, { signal, callbacks: [recording] })) void 0;
  };
  setTimeout(() => controller.abort(new Error("stop")), 10);
  const outcomes = await Promise.allSettled(inputs.map(read));
  expect(outcomes.every((outcome) => outcome.status === "rejected" && outcome.reason === signal.reason)).toBe(true);
  expect(recording.events.filter((event) => "status" in event && event.status !== "cancelled")).toEqual([]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  assertWellFormed(recording.events);
});
