import { createRedactor } from "@earshot/core/redaction";
import { configure } from "@earshot/core/events";
import { assertWellFormed, recordingHandler, startAnthropicServer } from "@earshot/testing";
import { expect, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";

const deltas = ["it is hun", "ter", "2 ok"];

async function heard(failsAt?: number) {
  const errorEvent =
    failsAt === undefined ? {} : { errorEvent: { atEvent: failsAt, type: "api_error", message: "broken" } };
  await using server = await startAnthropicServer({ reply: { content: [{ type: "text", deltas }], ...errorEvent } });
  const recording = recordingHandler();
  const model = new ChatAnthropic({ apiKey: "any", anthropicApiUrl: server.url, streaming: true, maxRetries: 0 });
  const answer = await model.invoke("?", { callbacks: [recording] }).catch((error: unknown) => error);
  assertWellFormed(recording.events);
  return { answer, recording };
}

it("says what a streamed invoke says as a stream would: parts, usage, and what there was when it breaks off", async () => {
  const { recording } = await heard();
  const parts = recording.ofType("chat_model.delta").flatMap((delta) => delta.parts.map(({ type }) => type));
  expect(new Set(parts)).toEqual(new Set(["usage", "text"]));
  expect(recording.ofType("chat_model.end")[0]).toMatchObject({
    status: "ok",
    usage: { source: "provider" },
    result: { generations: [[{ text: "it is hunter2 ok" }]] },
  });
});

it("tells what there was of the answer, and what it cost so far, when it breaks off", async () => {
  const { recording } = await heard(5);
  expect(recording.ofType("chat_model.end")[0]).toMatchObject({
    status: "error",
    usage: { source: "provider" },
    result: { generations: [[{ text: "it is hunter" }]] },
  });
});

it("keeps a secret that is split over the tokens of a streamed invoke", async () => {
  const restore = configure({
    redactor: createRedactor({
      redact: (value) => JSON.parse(JSON.stringify(value ?? null).replaceAll("hunter2", "***")) as unknown,
      startText: () => {
        let held = "";
        return {
          push: (text) => {
            held += text;
            return "";
          },
          flush: () => held.replaceAll("hunter2", "***"),
        };
      },
    }),
  });
  try {
    const { answer, recording } = await heard();
    const said = recording.ofType("chat_model.delta").map(({ text }) => text);
    expect(said.join("")).toBe("it is *** ok");
    expect((answer as { text: string }).text).toBe("it is hunter2 ok");
  } finally {
    restore();
  }
});
