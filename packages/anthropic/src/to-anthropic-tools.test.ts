import { describe, expect, it } from "vitest";
import { RunnableLambda } from "@earshot/core/runnables";
import { tool } from "@earshot/core/tools";
import * as z from "zod";
import * as z3 from "zod/v3";
import { toAnthropicToolChoice, toAnthropicTools } from "./to-anthropic-tools.js";

const schema = { type: "object", properties: { a: { type: "number" } }, required: ["a"] };

describe("toAnthropicTools", () => {
  it.each<[string, unknown, unknown]>([
    [
      "LangChain's form, JSON Schema",
      { name: "add", description: "Adds", schema },
      { name: "add", description: "Adds", input_schema: schema },
    ],
    [
      "LangChain's form, zod",
      { name: "add", schema: z.object({ a: z.number() }) },
      { name: "add", input_schema: { ...schema } },
    ],
    [
      "LangChain's form, zod 3",
      { name: "add", schema: z3.object({ a: z3.number() }) },
      { name: "add", input_schema: { ...schema, additionalProperties: false } },
    ],
    [
      "a tool",
      tool(({ a }) => a, { name: "add", description: "Adds", schema: z.object({ a: z.number() }) }),
      { name: "add", description: "Adds", input_schema: schema },
    ],
    [
      "a tool that takes a text",
      tool((text) => text, { name: "echo" }),
      {
        name: "echo",
        description: "echo tool",
        input_schema: { type: "object", properties: { input: { type: "string" } }, additionalProperties: false },
      },
    ],
    [
      "a runnable as a tool",
      RunnableLambda.from(({ a }: { a: number }) => a).asTool({ name: "add", schema: z.object({ a: z.number() }) }),
      { name: "add", input_schema: schema },
    ],
    ["without a schema", { name: "now" }, { name: "now", input_schema: { type: "object", properties: {} } }],
    [
      "OpenAI's form",
      { type: "function", function: { name: "add", parameters: schema, strict: true } },
      { name: "add", input_schema: schema, strict: true },
    ],
    [
      "the SDK's form",
      { name: "add", input_schema: schema, cache_control: { type: "ephemeral" } },
      { name: "add", input_schema: schema, cache_control: { type: "ephemeral" } },
    ],
    [
      "a server tool",
      { type: "web_search_20260318", name: "web_search", max_uses: 2 },
      { type: "web_search_20260318", name: "web_search", max_uses: 2 },
    ],
    ["a toolset", { type: "computer_toolset_20260801" }, { type: "computer_toolset_20260801" }],
    [
      "a provider's definition in extras",
      { name: "x", schema, extras: { providerToolDefinition: { type: "bash_20250124", name: "bash" } } },
      { type: "bash_20250124", name: "bash" },
    ],
    [
      "extras",
      { name: "x", schema, extras: { cache_control: { type: "ephemeral" }, other: 1 } },
      { name: "x", input_schema: schema, cache_control: { type: "ephemeral" } },
    ],
  ])("%s", (_, tool, expected) => {
    expect(toAnthropicTools([tool])).toEqual([expect.objectContaining(expected as object)]);
    expect(Object.keys(toAnthropicTools([tool])[0] as object).sort()).toEqual(Object.keys(expected as object).sort());
  });

  it("makes every tool of the model's own strict, and no server tool", () => {
    const tools = toAnthropicTools(
      [
        { name: "add", schema },
        { type: "web_search_20260318", name: "web_search" },
      ],
      { strict: true },
    );
    expect(tools.map((tool) => tool["strict"])).toEqual([true, undefined]);
    expect(tools[0]?.["input_schema"]).toEqual({ ...schema, additionalProperties: false });
  });

  it("refuses what is no tool, and says what one is", () => {
    expect(() => toAnthropicTools([{ title: "?" }])).toThrow(
      /Tool 0 .*\{ name, description, schema \}.*this one has: title/,
    );
    expect(() => toAnthropicTools([{ type: "function" }])).toThrow(/no `function.name`/);
    const opaque = { "~standard": { version: 1, vendor: "arkhe", validate: () => ({}) } };
    expect(() => toAnthropicTools([{ name: "x", schema: opaque }])).toThrow(
      /"x" can't be sent.*schema of arkhe.*pass a JSON Schema/,
    );
  });
});

describe("toAnthropicToolChoice", () => {
  const tools = [{ name: "add", input_schema: schema }];
  it.each<[unknown, unknown]>([
    ["auto", { type: "auto" }],
    ["any", { type: "any" }],
    ["required", { type: "any" }],
    ["none", { type: "none" }],
    ["add", { type: "tool", name: "add" }],
    [
      { type: "function", function: { name: "add" } },
      { type: "tool", name: "add" },
    ],
    [
      { type: "any", disable_parallel_tool_use: true },
      { type: "any", disable_parallel_tool_use: true },
    ],
    [undefined, undefined],
  ])("%j", (choice, expected) => {
    expect(toAnthropicToolChoice(choice, tools)).toEqual(expected);
  });

  it("refuses a choice that can't be met", () => {
    expect(() => toAnthropicToolChoice("sub", tools)).toThrow(/names "sub".*Offered: add/);
    expect(() => toAnthropicToolChoice("any", [])).toThrow(/needs at least one tool/);
  });
});
