import { z } from "zod";
import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

/** What a listener is shown, without what differs from run to run. */
interface ShownRun {
  readonly name: string;
  readonly run_type: string;
  readonly inputs: unknown;
  readonly outputs?: unknown;
  readonly error?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly child_runs: readonly ShownRun[];
  readonly execution_order: number;
  readonly child_execution_order: number;
  readonly events: readonly { readonly name: string }[];
  readonly extra?: unknown;
  readonly end_time?: number | undefined;
}

const show = (run: ShownRun): unknown => [
  run.name,
  run.run_type,
  run.inputs,
  run.outputs,
  run.error?.split("\n")[0],
  run.tags,
  run.extra,
  run.execution_order,
  run.child_execution_order,
  run.events.map(({ name }) => name).filter((name) => name !== "new_token"),
  run.end_time === undefined,
  run.child_runs.map(show),
];

function listeners() {
  const told: unknown[] = [];
  const tell = (moment: string) => (run: unknown) => void told.push(moment, show(run as ShownRun));
  return { told, listeners: { onStart: tell("start"), onEnd: tell("end"), onError: tell("error") } };
}

const doubling = ({ library }: Stage) => library.RunnableLambda.from((input: number) => input * 2);
const echoing = ({ library }: Stage) =>
  library.RunnableLambda.from((_: number, config: { readonly configurable?: unknown }) => config.configurable);

async function tolerate(attempt: () => Promise<unknown>, told: unknown[]): Promise<unknown> {
  await attempt().catch((error: Error) => told.push(error.message));
  return told;
}

/** Bindings with arguments, config factories and listeners. */
export const bindingPrograms: readonly Program[] = [
  {
    name: "binding: kwargs win over the call's own config",
    run: (stage) =>
      new stage.library.RunnableBinding({
        bound: echoing(stage),
        config: { configurable: { from: "config", a: 1 } },
        kwargs: { configurable: { from: "kwargs", b: 2 } },
      }).invoke(1, { configurable: { from: "call", c: 3 }, callbacks: [stage.handler] }),
  },
  {
    name: "binding: a config factory wins over all else",
    run: (stage) =>
      new stage.library.RunnableBinding({
        bound: echoing(stage),
        config: { configurable: { from: "config" } },
        configFactories: [
          async (config) => ({ configurable: { from: "factory", saw: config.configurable }, tags: ["made"] }),
        ],
      }).invoke(1, { configurable: { from: "call" }, callbacks: [stage.handler] }),
  },
  {
    name: "binding: a config factory that fails",
    run: (stage) =>
      new stage.library.RunnableBinding({
        bound: echoing(stage),
        config: {},
        configFactories: [() => Promise.reject(new Error("no config"))],
      }).invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "binding: a config factory, streamed",
    run: (stage) =>
      collect(
        new stage.library.RunnableBinding({
          bound: new stage.models.StreamingModel(),
          config: {},
          configFactories: [() => ({ tags: ["made"] })],
        }).stream("hi", { callbacks: [stage.handler] }),
      ),
  },
  {
    name: "listeners: of a sequence",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      const chain = stage.library.RunnableSequence.from([doubling(stage), (input: number) => input + 1]);
      await chain.withListeners(all).invoke(2, { callbacks: [stage.handler], tags: ["tag"], metadata: { key: 1 } });
      return told;
    },
  },
  {
    name: "listeners: of a sequence that fails",
    run: (stage) => {
      const { told, listeners: all } = listeners();
      const failing = (): number => {
        throw new Error("the step failed");
      };
      const chain = stage.library.RunnableSequence.from([doubling(stage), failing]);
      return tolerate(() => chain.withListeners(all).invoke(2, { callbacks: [stage.handler] }), told);
    },
  },
  {
    name: "listeners: of a stream",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      const chain = stage.library.RunnableSequence.from([
        stage.library.ChatPromptTemplate.fromTemplate("{question}"),
        new stage.models.StreamingModel(),
      ]);
      await collect(chain.withListeners(all).stream({ question: "who?" }, { callbacks: [stage.handler] }));
      return told;
    },
  },
  {
    name: "listeners: of a step",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      const chain = stage.library.RunnableSequence.from([
        doubling(stage).withListeners(all),
        (input: number) => input + 1,
      ]);
      await chain.invoke(2, { callbacks: [stage.handler] });
      return told;
    },
  },
  {
    name: "listeners: of a tool",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      const add = stage.library.tool(({ a, b }) => a + b, {
        name: "add",
        schema: z.object({ a: z.number(), b: z.number().default(2) }),
      });
      await add.withListeners(all).invoke({ a: 1 } as never, { callbacks: [stage.handler] });
      return told;
    },
  },
  {
    name: "listeners: twice on the same runnable",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      await doubling(stage)
        .withListeners({ onEnd: all.onEnd })
        .withListeners({ onStart: all.onStart })
        .invoke(2, { callbacks: [stage.handler] });
      return told;
    },
  },
  {
    name: "listeners: one that fails",
    run: (stage) =>
      doubling(stage)
        .withListeners({
          onStart: () => {
            throw new Error("the listener failed");
          },
        })
        .invoke(2, { callbacks: [stage.handler] }),
  },
  {
    name: "listeners: asynchronous",
    run: async (stage) => {
      const told: unknown[] = [];
      await doubling(stage)
        .withListeners({
          onEnd: async () => {
            await new Promise((resolve) => {
              setTimeout(resolve, 10);
            });
            told.push("end");
          },
        })
        .invoke(2, { callbacks: [stage.handler] });
      return told;
    },
  },
  {
    name: "listeners: of a batch",
    concurrent: true,
    run: async (stage) => {
      const told: unknown[] = [];
      const listening = doubling(stage).withListeners({ onEnd: (run) => void told.push(run.outputs) });
      return [await listening.batch([1, 2], { callbacks: [stage.handler] }), told];
    },
  },
  {
    name: "listeners: of a stream that is left by a break",
    run: async (stage) => {
      const { told, listeners: all } = listeners();
      const model = new stage.models.StreamingModel().withListeners({ onStart: all.onStart, onError: all.onError });
      for await (const _ of await model.stream("hi", { callbacks: [stage.handler] })) break;
      return told;
    },
  },
  {
    name: "listeners: of a call that is aborted",
    run: (stage) => {
      const { told, listeners: all } = listeners();
      const call = () =>
        doubling(stage)
          .withListeners(all)
          .invoke(2, { callbacks: [stage.handler], signal: AbortSignal.abort() });
      return tolerate(call, told);
    },
  },
];
