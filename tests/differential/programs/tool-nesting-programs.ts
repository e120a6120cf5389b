import { z } from "zod";
import type { Program, Stage } from "../program.js";

/** Longer than any wait below: what a cancelled run still says is recorded. */
const SETTLE_MS = 90;
const WORK_MS = 60;
const ABORT_MS = 15;

const call = { type: "tool_call" as const, id: "call_1", name: "t", args: { n: 1 } };
const one = z.object({ n: z.number() });

const inner = ({ library }: Stage) => library.RunnableLambda.from((n: number) => n * 2);

function abortSoon(): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ABORT_MS);
  return controller.signal;
}

const pause = () =>
  new Promise((resolve) => {
    setTimeout(resolve, WORK_MS);
  });

const slow = ({ library }: Stage) =>
  library.tool(
    async ({ n }) => {
      await pause();
      return n;
    },
    { name: "slow", schema: one },
  );

/** Tools among other runs: above them, below them, in sequences; what their functions are handed; and how they are cancelled. */
export const toolNestingPrograms: readonly Program[] = [
  {
    name: "tool: a child handed the config",
    run: (stage) =>
      stage.library
        .tool(({ n }, config) => inner(stage).invoke(n, config), { name: "outer", schema: one })
        .invoke({ n: 1 }, { callbacks: [stage.handler], tags: ["tag"], metadata: { key: "value" } }),
  },
  {
    name: "tool: a child handed the manager's callbacks",
    run: (stage) =>
      new stage.library.DynamicStructuredTool({
        name: "outer",
        description: "",
        schema: one,
        func: ({ n }, manager) => inner(stage).invoke(n, { callbacks: manager?.getChild("step") }),
      }).invoke({ n: 1 }, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a child handed the config of a tool made of a function",
    run: (stage) =>
      new stage.library.DynamicStructuredTool({
        name: "outer",
        description: "",
        schema: one,
        func: ({ n }, _manager, config) => inner(stage).invoke(n, config),
      }).invoke({ n: 1 }, { callbacks: [stage.handler], tags: ["tag"] }),
  },
  {
    name: "tool: a tool below a tool that answers a model's call",
    run: (stage) => {
      const below = stage.library.tool(({ n }) => n * 2, { name: "below", schema: one });
      return stage.library
        .tool(async ({ n }, config) => typeof (await below.invoke({ n }, config)), { name: "outer", schema: one })
        .invoke(call, { callbacks: [stage.handler] });
    },
  },
  {
    name: "tool: below a lambda, and between the steps of a sequence",
    run: (stage) =>
      stage.library.RunnableLambda.from((n: number) => ({ n }))
        .pipe(stage.library.tool(({ n }) => n + 1, { name: "more", schema: one }))
        .pipe((n: unknown) => `${String(n)}!`)
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "tool: a child without a config",
    ambient: true,
    run: (stage) =>
      stage.library
        .tool(async ({ n }) => inner(stage).invoke(n), { name: "outer", schema: one })
        .invoke({ n: 1 }, { callbacks: [stage.handler], tags: ["tag"] }),
  },
  {
    name: "tool: what its function's config holds",
    run: ({ library, handler }) =>
      library
        .tool(
          (_, config) => ({
            tags: config.tags,
            metadata: config.metadata,
            configurable: config.configurable,
            runName: config.runName,
            call: (config as { toolCall?: unknown }).toolCall,
            state: (config as { state?: unknown }).state,
          }),
          { name: "t", schema: z.object({}) },
        )
        .invoke({}, {
          callbacks: [handler],
          tags: ["tag"],
          metadata: { key: "value" },
          configurable: { session: "s" },
          runName: "named",
          state: { messages: [] },
        } as object),
  },
  {
    name: "tool: a custom event",
    run: ({ library, handler }) =>
      library
        .tool(
          async (_, config) => {
            await library.dispatchCustomEvent("progress", { done: 1 }, config);
            return "done";
          },
          { name: "t", schema: z.object({}) },
        )
        .invoke({}, { callbacks: [handler] }),
  },
  {
    name: "tool: a handler with ignoreAgent",
    run: ({ library, createHandler }) =>
      library
        .tool(() => "done", { name: "t", schema: z.object({}) })
        .invoke({}, { callbacks: [createHandler({ flags: { ignoreAgent: true } })] }),
  },
  {
    name: "cancelled: a tool, before it starts",
    settleMs: SETTLE_MS,
    run: (stage) => slow(stage).invoke({ n: 1 }, { callbacks: [stage.handler], signal: AbortSignal.abort() }),
  },
  {
    name: "cancelled: a tool, at work",
    settleMs: SETTLE_MS,
    run: (stage) => slow(stage).invoke({ n: 1 }, { callbacks: [stage.handler], signal: abortSoon() }),
  },
  {
    name: "cancelled: a tool that takes a text, at work",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      library
        .tool(
          async (text) => {
            await pause();
            return text;
          },
          { name: "slow", schema: z.string() },
        )
        .invoke("hey", { callbacks: [handler], signal: abortSoon() }),
  },
  {
    name: "cancelled: a tool's generator, at work",
    settleMs: SETTLE_MS,
    run: ({ library, handler }) =>
      library
        .tool(
          async function* ({ n }) {
            yield n;
            await pause();
            yield n + 1;
            return "done";
          },
          { name: "steps", schema: one },
        )
        .invoke({ n: 1 }, { callbacks: [handler], signal: abortSoon() }),
  },
  {
    name: "as a tool: a model's call",
    run: (stage) =>
      inner(stage)
        .asTool({ name: "double", description: "Doubles.", schema: z.object({ n: z.number() }) as never })
        .invoke(call, { callbacks: [stage.handler], tags: ["tag"] })
        .then(String),
  },
  {
    name: "as a tool: its input, and a text in a model's call",
    run: async ({ library, handler }) => {
      const echo = library.RunnableLambda.from((text: string) => `${text}!`).asTool({
        name: "echo",
        schema: z.string(),
      });
      return [
        await echo.invoke("hey", { callbacks: [handler] }),
        await echo.invoke({ ...call, args: { input: "hey" } }, { callbacks: [handler] }),
        library.isRunnableToolLike(echo),
        echo.name,
      ];
    },
  },
  {
    name: "as a tool: arguments that don't fit",
    run: (stage) =>
      inner(stage)
        .asTool({ name: "double", schema: z.object({ m: z.number() }) as never })
        .invoke(call, { callbacks: [stage.handler] }),
  },
  {
    name: "as a tool: OpenAI's form of it and of other tools",
    run: (stage) => {
      const { library } = stage;
      const schema = z.object({ n: z.number().describe("How many."), s: z.string().optional() });
      const json = { type: "object", properties: { n: { type: "number" } } } as const;
      return [
        library.convertToOpenAITool(
          inner(stage).asTool({ name: "double", description: "Doubles.", schema: schema as never }),
        ),
        library.convertToOpenAITool(library.tool(() => 1, { name: "zod", schema })),
        library.convertToOpenAITool(library.tool(() => 1, { name: "text" })),
        library.convertToOpenAITool(
          library.tool(() => 1, { name: "json", schema: json }),
          { strict: true },
        ),
        library.convertToOpenAITool({ type: "function", function: { name: "x", parameters: json } }, { strict: false }),
        library.convertToOpenAIFunction({ name: "params", schema: json }, { strict: true }),
      ];
    },
  },
];
