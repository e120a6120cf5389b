import { pageReply, startAnthropicServer } from "@earshot/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { runExample } from "../support/run-example.js";

const RUN_ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/;
const ON_LANGCHAIN = ["./support/change-scope.mjs"];

/** Runs the program against a loopback server that speaks the Messages API, over real sockets. */
async function runPage(imports: readonly string[] = []): Promise<string[]> {
  await using server = await startAnthropicServer({ reply: pageReply });
  const env = { ANTHROPIC_API_KEY: "sk-ant-a-secret", ANTHROPIC_API_URL: server.url };
  const lines = await runExample("page/main.ts", { env, imports });
  return lines.map((line) => line.replace(RUN_ID, "<run id>").replace(server.url, "<url>"));
}

describe("the page's program", () => {
  let lines: string[] = [];
  beforeAll(async () => {
    lines = await runPage();
  });

  it("prints the serialized model, the messages, a run id, and a line for each token", () => {
    expect(lines).toStrictEqual([
      "Chat model start: {",
      "  lc: 1,",
      "  type: 'constructor',",
      "  id: [ 'langchain', 'chat_models', 'anthropic', 'ChatAnthropic' ],",
      "  kwargs: {",
      "    callbacks: undefined,",
      "    model: 'claude-sonnet-5-5',",
      "    anthropic_api_url: '<url>',",
      "    verbose: undefined,",
      "    anthropic_api_key: { lc: 1, type: 'secret', id: [Array] },",
      "    api_key: { lc: 1, type: 'secret', id: [Array] }",
      "  }",
      "} [",
      "  [",
      "    HumanMessage {",
      '      "content": "What is 1 + 2?",',
      '      "additional_kwargs": {},',
      '      "response_metadata": {}',
      "    }",
      "  ]",
      "] <run id>",
      // The opening events and the closing one have no text; they are heard all the same.
      ...["", "", "The", " sum", " of", " ", "1", " ", "an", "d ", "2", " ", "is", " ", "3", "."].map(
        (token) => `Chat model new token ${token}`,
      ),
      "Chat model new token",
    ]);
  });

  it("prints the same on LangChain, with nothing but its import scopes changed", async () => {
    expect(lines).toStrictEqual(await runPage(ON_LANGCHAIN));
  });

  it("is run on LangChain when its import scopes are changed", async () => {
    expect(await runExample("support/print-library.ts")).toStrictEqual([
      expect.stringMatching(/^Earshot .*packages\/core/),
    ]);
    expect(await runExample("support/print-library.ts", { imports: ON_LANGCHAIN })).toStrictEqual([
      expect.stringMatching(/^LangChain .*@langchain\/core/),
    ]);
  });
});
