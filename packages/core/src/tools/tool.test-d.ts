import { type } from "arktype";
import * as v from "valibot";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import type { ToolCall, ToolMessage } from "../exports/messages/tool.js";
import {
  type DynamicTool,
  StructuredTool,
  type StructuredToolInterface,
  tool,
  type HandedToolConfig,
  type ToolRuntime,
} from "../exports/tools.js";

const add = tool(({ a, b }) => a + b, { name: "add", schema: z.object({ a: z.number(), b: z.number().default(2) }) });

describe("the arguments of a tool's function", () => {
  it("are what zod 4 lets through", () => {
    expectTypeOf(add.func).parameter(0).toEqualTypeOf<{ a: number; b: number }>();
    expectTypeOf(add.invoke({ a: 1 })).resolves.toEqualTypeOf<number>();
    expectTypeOf(add.name).toEqualTypeOf<"add">();
  });

  it("are what zod 3 lets through", () => {
    const made = tool(({ a }) => a, { name: "t", schema: z3.object({ a: z3.string().transform(Number) }) });
    expectTypeOf(made.invoke({ a: "1" })).resolves.toEqualTypeOf<number>();
  });

  it("are what valibot lets through", () => {
    const made = tool(({ a }) => a, { name: "t", schema: v.object({ a: v.optional(v.string(), "x") }) });
    expectTypeOf(made.invoke({})).resolves.toEqualTypeOf<string>();
  });

  it("are what arktype lets through", () => {
    const made = tool(({ a }) => a, { name: "t", schema: type({ a: "'x' | 'y'" }) });
    expectTypeOf(made.invoke({ a: "x" })).resolves.toEqualTypeOf<"x" | "y">();
  });

  it("are a dictionary where a JSON Schema describes them, or what the function says", () => {
    const schema = { type: "object", properties: { a: { type: "number" } } };
    tool((input) => expectTypeOf(input).toEqualTypeOf<Record<string, unknown>>(), { name: "t", schema });
    const made = tool((input: { a: number }) => input.a, { name: "t", schema });
    expectTypeOf(made.invoke({ a: 1 })).resolves.toEqualTypeOf<number>();
  });

  it("are a text without a schema, or with the schema of one", () => {
    expectTypeOf(tool((input) => input.length, { name: "t" })).toEqualTypeOf<DynamicTool<number>>();
    expectTypeOf(tool((input) => input.length, { name: "t", schema: z.string() })).toEqualTypeOf<DynamicTool<number>>();
    expectTypeOf(tool((input) => input.length, { name: "t", schema: v.string() })).toEqualTypeOf<DynamicTool<number>>();
    expectTypeOf(
      tool((input) => input, { name: "t", schema: { type: "string" } }).invoke("x"),
    ).resolves.toEqualTypeOf<string>();
  });

  it("come with a config, or with an agent's runtime", () => {
    tool((_, config) => expectTypeOf(config).toEqualTypeOf<HandedToolConfig>(), { name: "t", schema: z.object({}) });
    tool((_, runtime: ToolRuntime<{ x: number }>) => runtime.state.x, { name: "t", schema: z.object({}) });
  });
});

describe("what a tool answers", () => {
  it("is what its function returns, now or later", () => {
    expectTypeOf(tool(async () => 1, { name: "t", schema: z.object({}) }).invoke({})).resolves.toEqualTypeOf<number>();
  });

  it("is what its generator returns", () => {
    const made = tool(
      async function* () {
        yield 1;
        return "done";
      },
      { name: "t", schema: z.object({}) },
    );
    expectTypeOf(made.invoke({})).resolves.toEqualTypeOf<string>();
  });

  it("is a message for a model's call", () => {
    const call = { type: "tool_call", id: "c", name: "add", args: { a: 1 } } as const;
    expectTypeOf(add.invoke(call)).resolves.toEqualTypeOf<ToolMessage>();
    expectTypeOf(add.invoke({ a: 1 }, { toolCall: call })).resolves.toEqualTypeOf<ToolMessage>();
  });
});

describe("wrong usage", () => {
  it("is told", () => {
    // @ts-expect-error an argument of the wrong type
    void add.invoke({ a: "x" });
    // @ts-expect-error an argument that is missing
    void add.invoke({});
    // @ts-expect-error a function that takes what the schema doesn't give
    tool(({ a }: { a: string }) => a, { name: "t", schema: z.object({ a: z.number() }) });
    // @ts-expect-error a tool without a name
    tool(() => 1, { schema: z.object({}) });
  });
});

describe("tools of any schema", () => {
  it("go into one list", () => {
    const text = tool((input) => input, { name: "t" });
    expectTypeOf([add, text]).toExtend<StructuredToolInterface[]>();
    expectTypeOf([add, text]).toExtend<StructuredTool[]>();
  });

  it("may be classes", () => {
    class Twice extends StructuredTool<typeof add.schema> {
      name = "twice";
      description = "";
      schema = add.schema;
      protected override async _call({ a }: { a: number; b: number }) {
        return a * 2;
      }
    }
    expectTypeOf(new Twice().invoke).parameter(0).toExtend<unknown>();
    expectTypeOf(new Twice()).toExtend<StructuredToolInterface>();
    const called: ToolCall = { type: "tool_call", name: "twice", args: { a: 1 } };
    const any = new Twice() as StructuredToolInterface;
    expectTypeOf(any.invoke(called)).resolves.toEqualTypeOf<ToolMessage>();
  });
});
