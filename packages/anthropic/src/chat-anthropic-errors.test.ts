import Anthropic from "@anthropic-ai/sdk";
import { startAnthropicServer, type AnthropicServerOptions } from "@earshot/testing";
import { describe, expect, it, vi } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { anthropicErrorOf } from "../tests/support/anthropic-error-of.js";

const key = "sk-ant-test-0123456789";

async function start(reply: AnthropicServerOptions["reply"], fields: ChatAnthropicFields = {}) {
  const server = await startAnthropicServer({ reply });
  const model = new ChatAnthropic({
    apiKey: key,
    anthropicApiUrl: server.url,
    model: "claude-sonnet-5-5",
    maxRetries: 0,
    ...fields,
  });
  return { server, model, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

describe("ChatAnthropic's errors", () => {
  it.each([
    [400, "ANTHROPIC_INVALID_REQUEST", /claude-sonnet-5-5.*status 400.*max_tokens is odd/],
    [401, "ANTHROPIC_AUTHENTICATION", /`apiKey`.*ANTHROPIC_API_KEY/],
    [402, "ANTHROPIC_PERMISSION", /credit/],
    [403, "ANTHROPIC_PERMISSION", /permissions/],
    [404, "ANTHROPIC_NOT_FOUND", /`model` \("claude-sonnet-5-5"\)/],
    [413, "ANTHROPIC_REQUEST_TOO_LARGE", /fewer or shorter messages/],
    [422, "ANTHROPIC_INVALID_REQUEST", /status 422/],
    [429, "ANTHROPIC_RATE_LIMIT", /Wait, lower `maxConcurrency`/],
    [500, "ANTHROPIC_SERVER", /request id/],
    [504, "ANTHROPIC_SERVER", /status 504/],
    [529, "ANTHROPIC_OVERLOADED", /fall back to another model/],
  ])("status %i is %s and says what to do", async (status, code, says) => {
    await using at = await start({ status, message: "max_tokens is odd" });
    const error = await anthropicErrorOf(at.model.invoke("Hi"));
    expect(error).toMatchObject({ code, status, requestId: "req_0001" });
    expect(error.message).toMatch(says);
    expect(error.cause).toBeInstanceOf(Anthropic.APIError);
  });

  it("carry LangChain's marks, for code that moved from there", async () => {
    await using at = await start([{ status: 429 }, { status: 401 }]);
    const [limited, refused] = [
      await anthropicErrorOf(at.model.invoke("Hi")),
      await anthropicErrorOf(at.model.invoke("Hi")),
    ];
    const mark = Symbol.for("langchain.errors.retryable");
    expect([limited.lc_error_code, Reflect.get(limited, mark)]).toEqual(["MODEL_RATE_LIMIT", true]);
    expect([refused.lc_error_code, Reflect.get(refused, mark)]).toEqual(["MODEL_AUTHENTICATION", false]);
  });

  it("say that a prompt is too long for the model", async () => {
    await using at = await start({ status: 400, message: "prompt is too long: 210000 tokens > 200000 maximum" });
    const error = await anthropicErrorOf(at.model.invoke("Hi"));
    expect(error).toMatchObject({ code: "ANTHROPIC_REQUEST_TOO_LARGE", name: "AnthropicRequestTooLargeError" });
  });

  it("say that nobody answers, and that nobody answered in time", async () => {
    await using gone = await start({ content: "never" });
    await gone.server[Symbol.asyncDispose]();
    expect(await anthropicErrorOf(gone.model.stream("Hi"))).toMatchObject({
      code: "ANTHROPIC_CONNECTION",
    });
    await using slow = await start({ content: "late", latencyMs: 10_000 }, { clientOptions: { timeout: 200 } });
    const error = await anthropicErrorOf(slow.model.stream("Hi"));
    expect(error).toMatchObject({ code: "ANTHROPIC_TIMEOUT" });
    expect(error.message).toContain("clientOptions.timeout");
    await vi.waitFor(() => expect(slow.server.closed).toHaveLength(1), 5_000);
  });

  it("never show the key: echoed by the server, or quoted by fetch because it has a line break", async () => {
    await using echo = await start({ status: 401, message: `invalid key ${key}` });
    await using broken = await start({ content: "never" }, { apiKey: `${key}\nx` });
    for (const at of [echo, broken]) {
      const error = await anthropicErrorOf(at.model.invoke("Hi"));
      let level: unknown = error;
      while (level instanceof Error) {
        expect(`${level.message} ${level.stack}`).not.toContain(key);
        level = level.cause;
      }
    }
  });
});
