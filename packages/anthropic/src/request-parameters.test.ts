import Anthropic from "@anthropic-ai/sdk";
import { startAnthropicServer } from "@earshot/testing";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { AnthropicTransport } from "./anthropic-transport.js";
import { defaultModel } from "./default-model.js";
import { callParameters } from "./request-parameters.js";
import { toRequestParams, type ModelSettings } from "./to-request-params.js";

const model: ModelSettings = { model: "claude-sonnet-5-5", maxTokens: 100, streaming: false };

function readDeclarations(file: string): string {
  const path = createRequire(import.meta.url).resolve(`@anthropic-ai/sdk/resources/${file}`);
  return readFileSync(path.replace(/\.m?js$/, ".d.ts"), "utf8");
}

/** The parameters in the SDK's type list, read from its declarations: a new release may have more than the table knows. */
function documentedParameters(file: string): string[] {
  const source = readDeclarations(file);
  const body = /export interface MessageCreateParamsBase \{\n([\s\S]*?)\n\}\n/.exec(source)?.[1] ?? "";
  return [...body.matchAll(/^ {4}(\w+)\??:/gm)].map((match) => match[1] as string);
}

const stable = documentedParameters("messages/messages");
const beta = documentedParameters("beta/messages/messages");

/** A value that the client sends on for each of them, and where it arrives if not in the body. */
const headers: Readonly<Record<string, string>> = {
  betas: "anthropic-beta",
  user_profile_id: "anthropic-user-profile-id",
  workspace_id: "anthropic-workspace-id",
};
const setByTheRequest = ["messages", "model", "max_tokens", "stream"];

describe("every parameter of the SDK's type list", () => {
  it("is read from the declarations", () => {
    expect(stable).toEqual(
      expect.arrayContaining(["max_tokens", "system", "cache_control", "service_tier", "container", "workspace_id"]),
    );
    expect(beta).toEqual(expect.arrayContaining(["betas", "mcp_servers", "context_management"]));
  });

  it.each([
    ["the API", stable, {}],
    ["its beta version", beta, { betas: ["test-2026-01-01"] }],
  ])("of %s reaches the request by invocationKwargs", async (_, documented, extra) => {
    await using server = await startAnthropicServer({ reply: { content: "ok" } });
    const transport = new AnthropicTransport(new Anthropic({ apiKey: "k", baseURL: server.url, maxRetries: 0 }), "k");
    const wanted = documented.filter((name) => !setByTheRequest.includes(name));
    const valueOf = (name: string): unknown =>
      name === "tools" ? [{ name: "x", input_schema: {} }] : { marker: name };
    const kwargs = Object.fromEntries(wanted.map((name) => [name, name in headers ? `v-${name}` : valueOf(name)]));
    delete kwargs["betas"];
    const params = toRequestParams({ ...model, invocationKwargs: { ...kwargs, ...extra } });
    await transport.create(
      { ...params, messages: [{ role: "user", content: "Hi" }] },
      { maxRetries: 0, onRetry: () => undefined },
    );
    const [request] = server.requests;
    const arrived = wanted.filter((name) => {
      const header = headers[name];
      if (name === "betas") return request?.headers["anthropic-beta"]?.includes("test-2026-01-01");
      if (header !== undefined) return request?.headers[header] === `v-${name}`;
      const config = request?.body?.["output_config"] as { marker?: string; format?: unknown };
      if (name === "output_config") return config.marker === name;
      const sent = name === "output_format" ? config.format : request?.body?.[name]; // the client sends it in its new place
      return JSON.stringify(sent) === JSON.stringify(kwargs[name]);
    });
    expect(arrived).toEqual(wanted);
    expect(request?.body).toMatchObject({ model: "claude-sonnet-5-5", max_tokens: 100, stream: false });
  });

  it("is set by a call option of the same name, unless the table says which field sets it", () => {
    const elsewhere = ["betas", "messages", "metadata", "stop_sequences", "stream", "tools", "tool_choice"];
    for (const name of [...stable, ...beta]) {
      if (elsewhere.includes(name)) continue;
      expect(callParameters).toContain(name);
      const params = toRequestParams(model, { [name]: { marker: name } });
      expect(params[name]).toEqual({ marker: name });
    }
  });
});

it("calls a model by default that the SDK lists", () => {
  const models = /export type Model =([^;]+);/.exec(readDeclarations("messages/messages"))?.[1] ?? "";
  expect(models).toContain(`'${defaultModel}'`);
});

describe("toRequestParams", () => {
  it("takes what the model sets, under the API's names, and leaves out the rest", () => {
    expect(toRequestParams(model)).toEqual({ model: "claude-sonnet-5-5", max_tokens: 100, stream: false });
    expect(
      toRequestParams({
        ...model,
        temperature: 0,
        topK: 5,
        topP: 0.9,
        stopSequences: ["END"],
        thinking: { type: "adaptive" },
        contextManagement: { edits: [] },
        inferenceGeo: "eu",
        outputConfig: { effort: "low" },
      }),
    ).toEqual({
      model: "claude-sonnet-5-5",
      max_tokens: 100,
      stream: false,
      temperature: 0,
      top_k: 5,
      top_p: 0.9,
      stop_sequences: ["END"],
      thinking: { type: "adaptive" },
      context_management: { edits: [] },
      inference_geo: "eu",
      output_config: { effort: "low" },
    });
  });

  it("lets later ones win: fields, the model's kwargs, the call's options, the call's kwargs", () => {
    const settings: ModelSettings = {
      ...model,
      temperature: 0.1,
      stopSequences: ["A"],
      invocationKwargs: { max_tokens: 2, service_tier: "auto" },
    };
    expect(toRequestParams(settings)).toMatchObject({
      temperature: 0.1,
      max_tokens: 2,
      service_tier: "auto",
      stop_sequences: ["A"],
    });
    expect(toRequestParams(settings, { stop: ["B"], max_tokens: 3 })).toMatchObject({
      max_tokens: 3,
      stop_sequences: ["B"],
    });
    expect(
      toRequestParams(settings, { max_tokens: 3, invocationKwargs: { max_tokens: 4, metadata: { user_id: "u" } } }),
    ).toMatchObject({
      max_tokens: 4,
      metadata: { user_id: "u" },
    });
  });

  it("joins betas and output_config", () => {
    const params = toRequestParams(
      { ...model, betas: ["a"], outputConfig: { effort: "low" }, invocationKwargs: { betas: ["b"] } },
      { betas: ["b", "c"], outputConfig: { effort: "high" }, outputFormat: { type: "json_schema", schema: {} } },
    );
    expect(params.betas?.sort()).toEqual(["a", "b", "c"]);
    expect(params["output_config"]).toEqual({ effort: "high", format: { type: "json_schema", schema: {} } });
  });

  it("translates tools and the choice", () => {
    const params = toRequestParams(model, { tools: [{ name: "add" }], tool_choice: "add", strict: true });
    const input_schema = { type: "object", properties: {}, additionalProperties: false }; // as strict demands
    expect(params.tools).toEqual([{ name: "add", input_schema, strict: true }]);
    expect(params["tool_choice"]).toEqual({ type: "tool", name: "add" });
  });

  it("changes nobody's objects", () => {
    const kwargs = Object.freeze({ betas: Object.freeze(["b"]) as unknown as string[] });
    const settings = Object.freeze({ ...model, invocationKwargs: kwargs, betas: Object.freeze(["a"]) });
    expect(() => toRequestParams(settings, Object.freeze({ betas: ["c"] }))).not.toThrow();
  });
});
