import type { Run } from "@langchain/core/tracers/base";
import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const COMPONENT = { lc: 1, type: "not_implemented" as const, id: ["custom", "Component"] };

/** A run without what differs from one moment to the next. */
function timeless(run: Run): unknown {
  const { start_time, end_time, events, child_runs, dotted_order, error, _serialized_start_time: _, ...rest } = run;
  return {
    ...rest,
    lasted: end_time !== undefined && end_time >= start_time,
    events: events.map(({ name, kwargs }) => ({ name, kwargs })),
    child_runs: child_runs.map(timeless),
    dotted_order: dotted_order?.replaceAll(/\d{8}T\d{9}/g, "moment-"),
    error: error?.split("\n")[0],
  };
}

/** Collects what it is to persist, and the hooks it is called by. */
function defineTracer({ library }: Stage) {
  return class Collecting extends library.BaseTracer {
    name = "collecting";
    readonly runs: unknown[] = [];
    readonly hooks: string[] = [];

    protected async persistRun(run: Run): Promise<void> {
      this.hooks.push(`persist ${run.name}`);
      this.runs.push(timeless(run));
    }

    override onRunCreate(run: Run): void {
      this.hooks.push(`create ${run.name}`);
    }

    override onRunUpdate(run: Run): void {
      this.hooks.push(`update ${run.name}`);
    }

    override onLLMStart(run: Run): void {
      this.hooks.push(`LLM start ${run.name}`);
    }

    override onLLMNewToken(run: Run, token: string): void {
      this.hooks.push(`token ${run.name} ${token}`);
    }

    override onLLMEnd(run: Run): void {
      this.hooks.push(`LLM end ${run.name}`);
    }

    override onChainError(run: Run): void {
      this.hooks.push(`chain error ${run.name}`);
    }

    get told() {
      return { runs: this.runs, hooks: this.hooks, open: this.runMap.size };
    }
  };
}

function createTracer(stage: Stage) {
  const Tracer = defineTracer(stage);
  return new Tracer({ _awaitHandler: true });
}

function promptModelParser({ library, models }: Stage) {
  return library.ChatPromptTemplate.fromTemplate("Hello {name}")
    .pipe(new models.StreamingModel())
    .pipe(new library.StringOutputParser());
}

/** What a tracer makes of runs: the tree it persists, and when it is told. */
export const tracerPrograms: readonly Program[] = [
  {
    name: "tracer: prompt, model and parser, invoked",
    run: async (stage) => {
      const tracer = createTracer(stage);
      await promptModelParser(stage).invoke({ name: "you" }, { callbacks: [tracer], tags: ["t"], metadata: { m: 1 } });
      return tracer.told;
    },
  },
  {
    name: "tracer: prompt, model and parser, streamed",
    run: async (stage) => {
      const tracer = createTracer(stage);
      await collect(promptModelParser(stage).stream({ name: "you" }, { callbacks: [tracer] }));
      return tracer.told;
    },
  },
  {
    name: "tracer: a nested lambda fails",
    run: async (stage) => {
      const tracer = createTracer(stage);
      const inner = stage.library.RunnableLambda.from((input: number): number => {
        throw new Error(`broken at ${input}`);
      });
      const outer = stage.library.RunnableLambda.from((input: number, config) => inner.invoke(input + 1, config));
      await outer.invoke(1, { callbacks: [tracer] }).catch(() => undefined);
      return tracer.told;
    },
  },
  {
    name: "tracer: runs by hand",
    run: async (stage) => {
      const tracer = createTracer(stage);
      const manager = new stage.library.CallbackManager();
      manager.addHandler(tracer);
      const chain = await manager.handleChainStart(COMPONENT, { q: "who?" }, undefined, "chain");
      await chain.handleText("a note");
      await chain.handleAgentAction({ tool: "search", toolInput: "who", log: "" });
      const tool = await chain
        .getChild()
        .handleToolStart(COMPONENT, '{"q":"who"}', undefined, undefined, undefined, undefined, "search", "call_1");
      await tool.handleToolEnd("found");
      const failing = await chain.getChild().handleToolStart(COMPONENT, "plain");
      await failing.handleToolError(new Error("tool failed"));
      const retriever = await chain.getChild().handleRetrieverStart(COMPONENT, "who");
      await retriever.handleRetrieverEnd([{ pageContent: "page", metadata: {} }]);
      const [model] = await chain.getChild().handleLLMStart(COMPONENT, ["who?"], undefined, undefined, {
        invocation_params: { model: "m" },
        options: {},
        batch_size: 1,
      });
      await model?.handleLLMNewToken("me");
      await model?.handleLLMEnd({ generations: [[{ text: "me" }]] });
      await chain.handleAgentEnd({ returnValues: { answer: "me" }, log: "" });
      await chain.handleChainEnd({ answer: "me" });
      return tracer.told;
    },
  },
  {
    name: "tracer: tools, by name, by text and by a model's call",
    run: async (stage) => {
      const { DynamicTool, tool } = stage.library;
      const tracer = createTracer(stage);
      const config = { callbacks: [tracer] };
      const schema = { type: "object", properties: { q: { type: "string" } }, required: ["q"] } as const;
      const named = tool(({ q }: { q: string }) => `found ${q}`, { name: "named", schema: schema as never });
      await named.invoke({ q: "who" }, config);
      await named.invoke({ type: "tool_call", id: "call_1", name: "named", args: { q: "who" } }, config);
      const plain = new DynamicTool({ name: "plain", description: "", func: async (input) => `found ${input}` });
      await plain.invoke("who", config);
      await plain.invoke('{"q":"who"}', config);
      await plain.invoke({ type: "tool_call", id: "call_2", name: "plain", args: { input: "who" } }, config);
      return tracer.told;
    },
  },
  {
    name: "tracer: it hears a child alone",
    run: async (stage) => {
      const tracer = createTracer(stage);
      const inner = stage.library.RunnableLambda.from((input: number) => input + 1);
      const outer = stage.library.RunnableLambda.from((input: number, config) =>
        inner.invoke(input, { ...config, callbacks: [tracer] }),
      );
      await outer.invoke(1);
      return tracer.told;
    },
  },
  {
    name: "tracer: a stream is left",
    run: async (stage) => {
      const tracer = createTracer(stage);
      for await (const _ of await promptModelParser(stage).stream({ name: "you" }, { callbacks: [tracer] })) break;
      return { ...tracer.told, runs: tracer.runs.length };
    },
  },
  {
    name: "tracer: the run collector",
    run: async ({ library }) => {
      const collector = new library.RunCollectorCallbackHandler({ exampleId: "example" });
      const chain = library.RunnableSequence.from([(input: number) => input + 1, (input: number) => input * 2]);
      await chain.invoke(1, { callbacks: [collector] });
      await chain.invoke(2, { callbacks: [collector] });
      return collector.tracedRuns.map((run) => timeless(run as Run));
    },
  },
];
