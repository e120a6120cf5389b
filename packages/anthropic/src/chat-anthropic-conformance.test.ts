import {
  chatModelConformance,
  startAnthropicServer,
  type AnthropicReply,
  type AnthropicServer,
  type ChatModelWork,
} from "@earshot/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";

const toolCall = { name: "add", args: { left: 1, right: 2 } };
const usage = { input_tokens: 3, output_tokens: 14 };
const never = 60_000;

/** What the server answers, by the model that is asked for: it is named after how its provider is to go. */
function reply(work: ChatModelWork, isStream: boolean): AnthropicReply {
  const answer = { content: "one two three", usage };
  if (work === "fail")
    return isStream ? { ...answer, errorEvent: { atEvent: 4, type: "api_error", message: "broken" } } : { status: 400 };
  if (work === "hang")
    return isStream ? { ...answer, eventDelayMs: (index) => (index > 4 ? never : 0) } : { ...answer, latencyMs: never };
  if (work === "answer") return answer;
  return { content: [{ type: "tool_use", id: "toolu_1", name: toolCall.name, input: toolCall.args }], usage };
}

describe("ChatAnthropic is a chat model", () => {
  let server: AnthropicServer;
  beforeAll(async () => {
    server = await startAnthropicServer({
      reply: ({ body }) => reply(body?.["model"] as ChatModelWork, body?.["stream"] === true),
    });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const cases = chatModelConformance({
    make: (work, fields) =>
      new ChatAnthropic({
        ...fields,
        model: work,
        apiKey: "sk-ant-very-secret",
        anthropicApiUrl: server.url,
        maxTokens: 100,
        maxRetries: 0,
      }),
    text: "one two three",
    toolCall,
    usage,
    secret: "sk-ant-very-secret",
    provider: {
      asked: () => server.requests.length,
      open: () => server.requests.filter(({ outcome }) => outcome === "open").length,
    },
  });
  it.for(cases)("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
