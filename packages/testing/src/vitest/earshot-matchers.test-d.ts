import type { EarshotEvent } from "@earshot/core/events";
import { expect, expectTypeOf, test } from "vitest";
import type { RecordingHandler } from "../recording-handler.js";
import type { EventPattern } from "./index.js";
import "./index.js";

declare const recording: RecordingHandler;

test("patterns know the fields of each type of event", () => {
  expect(recording).toHaveHeard({ type: "tool.start", name: "search", args: { query: "cats" }, toolCallId: /^call_/ });
  expect(recording.events).toHaveHeard({ type: "chat_model.end", status: "ok" }, { times: 2 });
  expect(recording).toHaveHeard({ name: /^s/, seq: (seq) => seq > 1 });
  expect(recording).toHaveHeard((event) => event.type === "chain.end" && event.status === "ok");
  expect(recording).toHaveHeardInOrder([{ type: "tool.start" }, { type: "tool.end", status: "error" }]);
  expect(recording).toHaveEndedOnce({ kind: "tool", status: "ok" });
  expect(recording).toBeWellFormed({ isPartial: true });
  expectTypeOf<(event: EarshotEvent) => boolean>().toExtend<EventPattern>();
});

test("and refuse what there is not", () => {
  // @ts-expect-error -- there is no such type of event
  expect(recording).toHaveHeard({ type: "tool.begin" });
  // @ts-expect-error -- a start has no status
  expect(recording).toHaveHeard({ type: "tool.start", status: "ok" });
  // @ts-expect-error -- there is no such status
  expect(recording).toHaveHeard({ type: "tool.end", status: "failed" });
  // @ts-expect-error -- a name is no number
  expect(recording).toHaveHeard({ name: 3 });
  // @ts-expect-error -- fields of one type alone need that type
  expect(recording).toHaveHeard({ toolCallId: "call_1" });
  // @ts-expect-error -- a list is asked for
  expect(recording).toHaveHeardInOrder({ type: "tool.start" });
  // @ts-expect-error -- there is no such kind of run
  expect(recording).toHaveEndedOnce({ kind: "tools" });
});
