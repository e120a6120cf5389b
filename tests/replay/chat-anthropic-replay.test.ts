// A run of ChatAnthropic against the server on loopback, over real sockets, and the same run replayed: what is heard is the same, event by event.
import { ChatAnthropic } from "@earshot/anthropic";
import { configure } from "@earshot/core/events";
import { createRedactor } from "@earshot/core/redaction";
import {
  assertWellFormed,
  normalizedEvents,
  normalizedTree,
  record,
  recordingHandler,
  replayModel,
  startAnthropicServer,
} from "@earshot/testing";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../../packages/testing/tests/support/temporary-folder.js";
import { replayedPrograms } from "./replayed-programs.js";

const inFolder = temporaryFolder();
const key = "sk-ant-api03-0123456789abcdef0123456789";

/** What a program gives or throws, to compare: messages are called after their runs. */
async function outcomeOf(run: Promise<unknown>): Promise<unknown> {
  const outcome = await run.then(
    (value) => ({ value }),
    (error: Error & { code?: string }) => ({ name: error.name, message: error.message, code: error.code }),
  );
  return JSON.parse(JSON.stringify(outcome).replaceAll(/run-[0-9a-f-]{36}/g, "run")) as unknown;
}

describe("a run of ChatAnthropic that is replayed", () => {
  it.each(Object.entries(replayedPrograms))(
    "is heard as it was: %s",
    async (title, { reply, fields, program, isParallel }) => {
      const file = inFolder(`${title}.jsonl`);
      await using server = await startAnthropicServer({ reply });
      const real = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url, ...fields });
      const [recorded, replayed] = [recordingHandler(), recordingHandler()];
      const asked = await outcomeOf(
        record(({ callbacks }) => program(real, { callbacks: [...callbacks, recorded] }), { file }),
      );
      const requests = server.requests.length;
      const answered = await outcomeOf(program(replayModel(file), { callbacks: [replayed] }));

      assertWellFormed(replayed.events);
      expect(answered).toEqual(asked);
      if (isParallel !== true) expect(normalizedEvents(replayed.events)).toEqual(normalizedEvents(recorded.events));
      expect(normalizedTree(replayed.events)).toEqual(normalizedTree(recorded.events));
      expect(server.requests.length).toBe(requests);
      expect(readFileSync(file, "utf8")).not.toContain(key);
    },
  );

  it("keeps the errors' marks, and no header or key", async () => {
    const file = inFolder("refused.jsonl");
    await using server = await startAnthropicServer({
      reply: { status: 429, message: "slow down", headers: { "x-secret": "s3cret-header" } },
    });
    const real = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url, maxRetries: 0 });
    const options = { headers: { "x-api-key": "s3cret-option" } };
    const failed = record((config) => real.invoke(`my key is ${key}`, { ...config, ...options }), { file });
    await expect(failed).rejects.toMatchObject({ code: "ANTHROPIC_RATE_LIMIT" });
    const text = readFileSync(file, "utf8");
    for (const secret of [key, "s3cret-header", "s3cret-option"]) expect(text).not.toContain(secret);

    const error: unknown = await replayModel(file)
      .invoke(`my key is ${key}`)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      name: "AnthropicRateLimitError",
      code: "ANTHROPIC_RATE_LIMIT",
      status: 429,
      retryable: true,
    });
    expect(Reflect.get(error as Error, Symbol.for("langchain.errors.retryable"))).toBe(true);
  });

  it("is recorded after redaction, and matched after it", async () => {
    const file = inFolder("redacted.jsonl");
    const hide = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value), (_, each: unknown) =>
        typeof each === "string" ? each.replaceAll("Ada", "[name]") : each,
      );
    const redactor = createRedactor({
      redact: (value, { field }) =>
        field === "messages" ? (value as { text: string }[]).map(({ text }) => hide(text)) : value,
      startText: () => ({ push: (text) => text.replaceAll("Ada", "[name]"), flush: () => "" }),
    });
    await using server = await startAnthropicServer({ reply: { content: "Hello." } });
    const real = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url });
    const restore = configure({ redactor });
    try {
      await record((config) => real.invoke("I am Ada", config), { file });
      expect(readFileSync(file, "utf8")).not.toContain("Ada");
      expect((await replayModel(file, { redactor }).invoke("I am Ada")).text).toBe("Hello.");
      await expect(replayModel(file, { redactor }).invoke("I am Bob")).rejects.toMatchObject({
        code: "UNRECORDED_REQUEST",
      });
    } finally {
      restore();
    }
  });
});
