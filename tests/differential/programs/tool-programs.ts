import { z } from "zod";
import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const pair = z.object({ a: z.number(), b: z.number().default(2) });
const call = (args: Record<string, unknown>) => ({ type: "tool_call" as const, id: "call_1", name: "t", args });

const add = ({ library }: Stage, fields: object = {}) =>
  library.tool(({ a, b }) => a + b, { name: "add", description: "Adds.", schema: pair, ...fields });

const shout = ({ library }: Stage) => library.tool((text) => text.toUpperCase(), { name: "shout", schema: z.string() });

const failing = ({ library }: Stage) =>
  library.tool(
    () => {
      throw new TypeError("the tool failed");
    },
    { name: "failing", schema: z.object({}) },
  );

const steps = ({ library }: Stage, isFailing = false) =>
  library.tool(
    async function* ({ a }) {
      yield { step: a };
      yield "half";
      if (isFailing) throw new TypeError("the generator failed");
      return "done";
    },
    { name: "steps", schema: pair },
  );

/** A tool of one's own class, whose runs LangChain leaves without a name. */
function ownTool({ library }: Stage, schema: unknown) {
  class Own extends library.StructuredTool {
    name = "own";
    description = "Echoes.";
    schema = schema as never;
    async _call(input: unknown) {
      return input as never;
    }
  }
  return new Own();
}

/** Tools one at a time: what they are invoked with, what they answer, how they fail. */
export const toolPrograms: readonly Program[] = [
  { name: "tool: arguments", run: (stage) => add(stage).invoke({ a: 1 }, { callbacks: [stage.handler] }) },
  {
    name: "tool: arguments, tags, metadata and a name",
    run: (stage) =>
      add(stage, { tags: ["own"], metadata: { own: 1 }, defaultConfig: { tags: ["default"] } }).invoke(
        { a: 1, b: 1 },
        { callbacks: [stage.handler], tags: ["tag"], metadata: { key: "value" }, runName: "named" },
      ),
  },
  {
    name: "tool: a model's call",
    run: (stage) => add(stage).invoke(call({ a: 1 }), { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a model's call without an id",
    run: (stage) => add(stage).invoke({ ...call({ a: 1 }), id: undefined }, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a call in the config",
    run: (stage) => add(stage).invoke({ a: 1 }, { callbacks: [stage.handler], toolCall: call({ a: 1 }) } as object),
  },
  {
    name: "tool: constructor callbacks",
    run: (stage) => add(stage, { callbacks: [stage.handler] }).invoke({ a: 1 }),
  },
  { name: "tool: a text", run: (stage) => shout(stage).invoke("hey", { callbacks: [stage.handler] }) },
  {
    name: "tool: a text by its argument",
    run: (stage) => shout(stage).invoke({ input: "hey" }, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a text in a model's call",
    run: (stage) => shout(stage).invoke(call({ input: "hey" }), { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a text where the schema is JSON",
    run: ({ library, handler }) =>
      library
        .tool((text: unknown) => String(text), { name: "json", schema: { type: "string" } as const })
        .invoke("hey", { callbacks: [handler] }),
  },
  {
    name: "tool: arguments that a JSON Schema describes",
    run: ({ library, handler }) =>
      library
        .tool((input: unknown) => input, {
          name: "json",
          description: "As JSON.",
          schema: { type: "object", properties: { a: { type: "number" } }, required: ["a"] } as const,
        })
        .invoke({ a: 1 }, { callbacks: [handler] }),
  },
  {
    name: "tool: arguments that don't fit",
    run: (stage) => add(stage).invoke({ a: "x" } as never, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: arguments of a call that don't fit",
    run: (stage) => add(stage).invoke(call({ b: 1 }), { callbacks: [stage.handler] }),
  },
  { name: "tool: throws", run: (stage) => failing(stage).invoke({}, { callbacks: [stage.handler] }) },
  {
    name: "tool: throws in a model's call",
    run: (stage) => failing(stage).invoke(call({}), { callbacks: [stage.handler] }),
  },
  { name: "tool: a generator", run: (stage) => steps(stage).invoke({ a: 1 }, { callbacks: [stage.handler] }) },
  {
    name: "tool: a generator in a model's call",
    run: (stage) => steps(stage).invoke(call({ a: 1 }), { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a generator that throws",
    run: (stage) => steps(stage, true).invoke({ a: 1 }, { callbacks: [stage.handler] }),
  },
  { name: "tool: stream", run: (stage) => collect(add(stage).stream({ a: 1 }, { callbacks: [stage.handler] })) },
  {
    name: "tool: stream of a generator",
    run: (stage) => collect(steps(stage).stream({ a: 1 }, { callbacks: [stage.handler] })),
  },
  {
    name: "tool: stream that throws",
    run: (stage) => collect(failing(stage).stream({}, { callbacks: [stage.handler] })),
  },
  {
    name: "tool: batch",
    concurrent: true,
    run: (stage) => add(stage).batch([{ a: 1 }, call({ a: 2 })] as never[], { callbacks: [stage.handler] }),
  },
  ...(
    [
      ["object", { x: 1 }],
      ["blocks", [{ type: "text", text: "hi" }]],
      ["list", [1, 2]],
      ["nothing", undefined],
      ["null", null],
    ] as const
  ).map(([kind, output]): Program => ({
    name: `tool: ${kind} as the output of a model's call`,
    run: ({ library, handler }) =>
      library.tool(() => output, { name: "t", schema: z.object({}) }).invoke(call({}), { callbacks: [handler] }),
  })),
  {
    name: "tool: a message of its own",
    run: ({ library, handler }) =>
      library
        .tool(() => new library.ToolMessage({ content: "own", tool_call_id: "call_9", status: "error" }), {
          name: "t",
          schema: z.object({}),
        })
        .invoke(call({}), { callbacks: [handler] }),
  },
  {
    name: "tool: content and artifact",
    run: ({ library, handler }) =>
      library
        .tool(() => ["content", { full: true }], {
          name: "t",
          schema: z.object({}),
          responseFormat: "content_and_artifact",
        })
        .invoke(call({}), { callbacks: [handler] }),
  },
  {
    name: "tool: content and artifact, without a call",
    run: ({ library, handler }) =>
      library
        .tool(() => ["content", { full: true }], {
          name: "t",
          schema: z.object({}),
          responseFormat: "content_and_artifact",
        })
        .invoke({}, { callbacks: [handler] }),
  },
  {
    name: "tool: no pair where it is to be content and artifact",
    run: ({ library, handler }) =>
      library
        .tool(() => "content", { name: "t", schema: z.object({}), responseFormat: "content_and_artifact" })
        .invoke(call({}), { callbacks: [handler] }),
  },
  {
    name: "tool: a class of one's own",
    run: (stage) => ownTool(stage, pair).invoke({ a: 1 } as never, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a class of one's own that takes a text",
    run: (stage) => ownTool(stage, z.string()).invoke("hey" as never, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: made of functions that say things by their manager",
    run: async ({ library, handler }) => {
      const dynamic = new library.DynamicTool({
        name: "dynamic",
        description: "",
        func: async (text, manager) => {
          await manager?.handleText("working");
          return text;
        },
      });
      const structured = new library.DynamicStructuredTool({
        name: "structured",
        description: "",
        schema: pair,
        func: async ({ a }, manager) => {
          await manager?.handleToolEvent({ seen: a });
          return a;
        },
      });
      return [
        await dynamic.invoke("hey", { callbacks: [handler] }),
        await structured.invoke({ a: 1 }, { callbacks: [handler] }),
      ];
    },
  },
];
