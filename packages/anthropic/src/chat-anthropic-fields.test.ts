import Anthropic from "@anthropic-ai/sdk";
import { startAnthropicServer } from "@earshot/testing";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ChatAnthropic } from "./chat-anthropic.js";
import type { ChatAnthropicFields } from "./chat-anthropic-fields.js";
import { defaultModel } from "./default-model.js";

const key = "sk-ant-test-0123456789";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the fields of ChatAnthropic", () => {
  it("prints as the page shows it, with its secret masked under both names", () => {
    vi.stubEnv("ANTHROPIC_API_KEY", key);
    const json = new ChatAnthropic({ model: "claude-3-sonnet-20240229" }).toJSON() as {
      id: string[];
      kwargs: Record<string, unknown>;
    };
    const secret = { lc: 1, type: "secret", id: ["ANTHROPIC_API_KEY"] };
    expect(json).toMatchObject({
      lc: 1,
      type: "constructor",
      id: ["langchain", "chat_models", "anthropic", "ChatAnthropic"],
    });
    expect(Object.entries(json.kwargs)).toEqual([
      ["callbacks", undefined],
      ["model", "claude-3-sonnet-20240229"],
      ["verbose", undefined],
      ["anthropic_api_key", secret],
      ["api_key", secret],
    ]);
  });

  it("never serializes a secret, wherever it was given", () => {
    const model = new ChatAnthropic({
      anthropicApiKey: key,
      clientOptions: { authToken: "token-in-options", defaultHeaders: { "x-proxy": "header-secret" } },
      invocationKwargs: {
        mcp_servers: [{ type: "url", url: "https://e.com", name: "m", authorization_token: "mcp-secret" }],
      },
    });
    const text = JSON.stringify(model);
    for (const secret of [key, "token-in-options", "header-secret", "mcp-secret"]) expect(text).not.toContain(secret);
    expect(JSON.stringify(model.invocationParams())).not.toContain("mcp-secret");
  });

  it("sends the credentials of MCP servers, and tells handlers that there are some", async () => {
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const servers = [
      { type: "url" as const, url: "https://e.com/a", name: "a", authorization_token: "secret-a" },
      { type: "url" as const, url: "https://e.com/b", name: "b" },
    ];
    const model = new ChatAnthropic({
      apiKey: key,
      anthropicApiUrl: server.url,
      invocationKwargs: { mcp_servers: servers },
    });
    const told: unknown[] = [];
    const handleChatModelStart = (...start: unknown[]): void => void told.push(start);
    await model.invoke("Hi", { betas: ["mcp-client-2025-11-20"], callbacks: [{ handleChatModelStart }] });
    expect(server.requests[0]?.body?.["mcp_servers"]).toEqual(servers);
    expect(JSON.stringify(told)).toContain('"authorization_token":"***"');
    expect(JSON.stringify(told)).not.toContain("secret-a");
  });

  it("prints no secret, wherever it was given and however deep it is in what is printed", () => {
    const model = new ChatAnthropic({
      apiKey: key,
      clientOptions: { authToken: "token-in-options", defaultHeaders: { "x-proxy": "header-secret" } },
      invocationKwargs: {
        mcp_servers: [{ type: "url", name: "docs", url: "https://mcp.example", authorization_token: "mcp-secret" }],
      },
    });
    for (const shown of [model, { model }, [model.withConfig({ tags: ["a"] })]]) {
      const text = inspect(shown, { depth: null, showHidden: true });
      expect(text).not.toMatch(/sk-ant|token-in-options|header-secret|mcp-secret/);
      expect(text).toContain("ChatAnthropic {");
      expect(text).toContain("apiKey: '***'");
    }
    expect(inspect({ model }, { depth: 0 })).toBe("{ model: [ChatAnthropic] }");
    expect([model.apiKey, model.invocationKwargs?.mcp_servers?.[0]?.authorization_token]).toEqual([key, "mcp-secret"]);
  });

  it.each([
    ["`anthropicApiUrl`", { anthropicApiUrl: "not a url" }, "not a url"],
    ["`anthropicApiUrl`", { anthropicApiUrl: "localhost:8080" }, "localhost:8080"],
    ["`anthropicApiUrl`", { anthropicApiUrl: key }, "***"],
    ["`clientOptions.baseURL`", { clientOptions: { baseURL: "//no.scheme" } }, "//no.scheme"],
  ])("refuses an address that is none, by the name of its field: %s", (source, fields, shown) => {
    expect(() => new ChatAnthropic({ apiKey: key, ...fields })).toThrow(
      expect.objectContaining({
        code: "ANTHROPIC_INVALID_URL",
        message: expect.stringContaining(`${source} is "${shown}"`),
      }),
    );
  });

  it("refuses an address of the environment that is none", () => {
    vi.stubEnv("ANTHROPIC_BASE_URL", "nowhere");
    expect(() => new ChatAnthropic({ apiKey: key })).toThrow(/ANTHROPIC_BASE_URL is "nowhere"/);
  });

  it("wants a key, and says where it looked", () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    expect(() => new ChatAnthropic()).toThrow(/`apiKey`.*ANTHROPIC_API_KEY/);
    expect(() => new ChatAnthropic({ clientOptions: { authToken: "t" } })).not.toThrow();
    expect(() => new ChatAnthropic({ createClient: () => new Anthropic({ apiKey: "k" }) })).not.toThrow();
  });

  it("takes the key and the address from the environment, without the line break of a file", async () => {
    await using server = await startAnthropicServer({ reply: { content: "ok" }, apiKey: key });
    vi.stubEnv("ANTHROPIC_API_KEY", `${key}\n`);
    vi.stubEnv("ANTHROPIC_BASE_URL", server.url);
    expect((await new ChatAnthropic("claude-haiku-5-5", { maxTokens: 5 }).invoke("Hi")).content).toBe("ok");
    expect(server.requests[0]?.body).toMatchObject({ model: "claude-haiku-5-5", max_tokens: 5 });
  });

  it("makes one client, by createClient if given, with the SDK's retries off", async () => {
    const made: unknown[] = [];
    const createClient: ChatAnthropicFields["createClient"] = (options) => {
      made.push(options);
      return new Anthropic(options);
    };
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const clientOptions = { defaultHeaders: { "x-team": "blue" }, maxRetries: 9 };
    const model = new ChatAnthropic({ apiKey: key, anthropicApiUrl: server.url, createClient, clientOptions });
    await model.invoke("Hi");
    await model.invoke("Hi", { headers: { "x-call": "1" } });
    expect(made).toMatchObject([{ maxRetries: 0, apiKey: key, baseURL: server.url }]);
    expect(server.requests[1]?.headers).toMatchObject({ "x-team": "blue", "x-call": "1" });
  });

  it("switches on the betas of the model and of the call", async () => {
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const model = new ChatAnthropic({
      apiKey: key,
      anthropicApiUrl: server.url,
      betas: ["context-management-2025-06-27"],
    });
    expect((await model.invoke("Hi", { betas: ["mcp-client-2025-11-20"] })).content).toBe("ok");
    expect(server.requests[0]?.headers["anthropic-beta"]).toBe("context-management-2025-06-27,mcp-client-2025-11-20");
  });

  it("describes itself to tracers", () => {
    const model = new ChatAnthropic({ apiKey: key, temperature: 0.5, maxTokens: 7 });
    expect(model.getLsParams({ stop: ["END"] })).toEqual({
      ls_provider: "anthropic",
      ls_model_name: defaultModel,
      ls_model_type: "chat",
      ls_temperature: 0.5,
      ls_max_tokens: 7,
      ls_stop: ["END"],
    });
  });
});
