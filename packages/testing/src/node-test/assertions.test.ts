import { AssertionError } from "node:assert";
import { describe, expect, it } from "vitest";
import { recordingHandler } from "../recording-handler.js";
import { scriptedChatModel } from "../scripted-model/scripted-chat-model.js";
import { assertEndedOnce, assertHeard, assertHeardInOrder, assertHeardWellFormed, assertNotHeard } from "./index.js";

function failure(check: () => void): AssertionError {
  try {
    check();
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError);
    return error as AssertionError;
  }
  throw new Error("it did not fail");
}

async function heard() {
  const recording = recordingHandler();
  await scriptedChatModel("hello").invoke("hi", { callbacks: [recording] });
  return recording;
}

describe("assertions for node:test", () => {
  it("pass where they hold", async () => {
    const recording = await heard();
    assertHeard(recording, { type: "chat_model.start", messages: ["hi"] }, { times: 1 });
    assertNotHeard(recording, { type: "run.retry" });
    assertHeardInOrder(recording.events, [{ type: "chat_model.start" }, { type: "chat_model.end", status: "ok" }]);
    assertEndedOnce(recording);
    assertHeardWellFormed(recording);
  });

  it("fail with both sides, and what was heard", async () => {
    const recording = await heard();
    const error = failure(() => assertHeard(recording, { type: "chat_model.end", status: "error" }));
    expect(error).toMatchObject({ expected: { status: "error" }, actual: { status: "ok" }, operator: "assertHeard" });
    expect(error.message).toContain('chat_model ScriptedChatModel: human: "hi" → "hello"');
    for (const check of [
      () => assertNotHeard(recording, { kind: "chat_model" }),
      () => assertHeardInOrder(recording, [{ type: "chat_model.end" }, { type: "chat_model.start" }]),
      () => assertEndedOnce(recording, { status: "cancelled" }),
      () => assertHeardWellFormed(recording.events.slice(1)),
    ])
      expect(failure(check).message).toContain("Heard was");
  });
});
