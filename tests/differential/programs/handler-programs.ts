import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const FLAGS = ["ignoreLLM", "ignoreChain", "ignoreAgent", "ignoreRetriever", "ignoreCustomEvent"];

function buildChain({ library, models }: Stage) {
  const dispatching = library.RunnableLambda.from(async (input: string, config) => {
    await library.dispatchCustomEvent("noted", { input }, config);
    return input;
  });
  return dispatching.pipe(new models.InvokedModel()).pipe(new library.StringOutputParser());
}

function objecting(method: string): Record<string, unknown> {
  return {
    name: "objecting",
    raiseError: true,
    awaitHandlers: true,
    [method]: () => {
      throw new Error(`${method} objects`);
    },
  };
}

/** Handlers with flags, handlers that fail, handlers that are classes; custom events. */
export const handlerPrograms: readonly Program[] = [
  ...FLAGS.map((flag) => ({
    name: `handler: ${flag}`,
    run: (stage: Stage) =>
      buildChain(stage).invoke("hi", { callbacks: [stage.createHandler({ flags: { [flag]: true } })] }),
  })),
  {
    name: "handler: a subclass of BaseCallbackHandler",
    run: async ({ library, handler }) => {
      const heard: string[] = [];
      class Listener extends library.BaseCallbackHandler {
        name = "listener";
        override awaitHandlers = true;
        override handleChainStart(...args: unknown[]): void {
          heard.push(`start ${args.length} ${this.name}`);
        }
        override handleChainEnd(outputs: unknown): void {
          heard.push(`end ${JSON.stringify(outputs)}`);
        }
      }
      await library.RunnableLambda.from((input: number) => input).invoke(1, { callbacks: [handler, new Listener()] });
      return heard;
    },
  },
  {
    name: "handler: one that fails is not the run's business",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [
          {
            handleChainStart() {
              throw new Error("handler failed");
            },
          },
          handler,
        ],
      }),
  },
  {
    name: "handler: raiseError at a chain's start",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [objecting("handleChainStart"), handler],
      }),
  },
  {
    name: "handler: raiseError at a model's start inside a sequence",
    run: (stage) => buildChain(stage).invoke("hi", { callbacks: [objecting("handleChatModelStart"), stage.handler] }),
  },
  {
    name: "handler: raiseError at a chain's end",
    run: ({ library, handler }) =>
      library.RunnableLambda.from((input: number) => input).invoke(1, {
        callbacks: [objecting("handleChainEnd"), handler],
      }),
  },
  {
    name: "handler: raiseError at a token",
    run: ({ models, handler }) =>
      collect(new models.StreamingModel().stream("hi", { callbacks: [objecting("handleLLMNewToken"), handler] })),
  },
  {
    name: "custom event: with the config",
    run: ({ library, handler }) =>
      library.RunnableLambda.from(async (input: number, config) => {
        await library.dispatchCustomEvent("progress", { percent: 50 }, config);
        return input;
      }).invoke(1, { callbacks: [handler], tags: ["tag"], metadata: { key: "value" } }),
  },
  {
    name: "custom event: outside a run",
    run: ({ library, handler }) => library.dispatchCustomEvent("progress", 1, { callbacks: [handler] }),
  },
  {
    name: "custom event: without a config",
    run: ({ library }) =>
      (library.dispatchCustomEvent as (name: string, data: unknown) => Promise<void>)("progress", 1),
  },
];
