import type { Program } from "../program.js";
import { collect } from "./collect.js";

/** Chat models on their own: what starts, tokens and ends say. */
export const modelPrograms: readonly Program[] = [
  {
    name: "model: invoke with a string",
    run: ({ models, handler }) => new models.InvokedModel().invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "model: invoke with tuples",
    run: ({ models, handler }) =>
      new models.InvokedModel().invoke(
        [
          ["system", "Be kind."],
          ["human", "hi"],
        ],
        { callbacks: [handler] },
      ),
  },
  {
    name: "model: invoke with call options",
    run: ({ models, handler }) =>
      new models.InvokedModel({ temperature: 0.3 }).invoke("hi", {
        callbacks: [handler],
        stop: ["x"],
        runName: "named",
        configurable: { a: 1 },
      }),
  },
  {
    name: "model: constructor tags, metadata and callbacks",
    run: ({ models, handler }) =>
      new models.InvokedModel({ callbacks: [handler], tags: ["own"], metadata: { own: 1 } }).invoke("hi", {
        tags: ["call"],
        metadata: { call: 1 },
      }),
  },
  {
    name: "model: constructor and call give the same metadata key",
    run: ({ models, handler }) =>
      new models.InvokedModel({ metadata: { key: "constructor" } }).invoke("hi", {
        callbacks: [handler],
        metadata: { key: "call" },
      }),
  },
  {
    name: "model: constructor callbacks inside a sequence hear the model alone",
    run: ({ library, models, handler }) =>
      library.RunnableLambda.from((input: string) => input)
        .pipe(new models.InvokedModel({ callbacks: [handler] }))
        .pipe(new library.StringOutputParser())
        .invoke("hi"),
  },
  {
    name: "model: constructor tags inside a sequence",
    run: ({ library, models, handler }) =>
      library.RunnableLambda.from((input: string) => input)
        .pipe(new models.InvokedModel({ tags: ["own"], metadata: { own: 1 } }))
        .pipe(new library.StringOutputParser())
        .invoke("hi", { callbacks: [handler], tags: ["tag"], metadata: { key: "value" } }),
  },
  {
    name: "model: withConfig",
    run: ({ models, handler }) =>
      new models.InvokedModel()
        .withConfig({ tags: ["bound"], stop: ["y"], runName: "bound model" })
        .invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "model: stream",
    run: ({ models, handler }) => collect(new models.StreamingModel().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "model: invoke of a streaming model",
    run: ({ models, handler }) => new models.StreamingModel().invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "model: stream of a model that cannot",
    run: ({ models, handler }) => collect(new models.InvokedModel().stream("hi", { callbacks: [handler] })),
  },
  {
    name: "model: a stream without a chunk",
    run: ({ models, handler }) => collect(new models.EmptyStreamModel({}).stream("hi", { callbacks: [handler] })),
  },
  {
    name: "model: the least a model can be",
    run: ({ models, handler }) => new models.MinimalModel({}).invoke("hi", { callbacks: [handler], stop: ["x"] }),
  },
  {
    name: "model: tokens told by _generate",
    run: ({ models, handler }) =>
      new models.InvokedModel({ tokensInGenerate: true }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "model: fails",
    run: ({ models, handler }) => new models.InvokedModel({ failsAt: 0 }).invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "model: fails after two chunks",
    run: ({ models, handler }) =>
      collect(new models.StreamingModel({ failsAt: 2 }).stream("hi", { callbacks: [handler] })),
  },
  {
    name: "model: batch",
    concurrent: true,
    run: ({ models, handler }) => new models.InvokedModel().batch(["a", "b"], { callbacks: [handler] }),
  },
  {
    name: "model: generate of two conversations",
    concurrent: true,
    run: async ({ library, models, handler }) => {
      const conversations = [[new library.HumanMessage("a")], [new library.HumanMessage("b")]];
      const { generations } = await new models.InvokedModel().generate(conversations, { callbacks: [handler] });
      return generations;
    },
  },
  {
    name: "model: a handler without handleChatModelStart",
    run: ({ models, createHandler }) =>
      new models.InvokedModel().invoke(
        [
          ["system", "Be kind."],
          ["human", "hi"],
          ["ai", "yes?"],
        ],
        { callbacks: [createHandler({ without: ["handleChatModelStart"] })] },
      ),
  },
  {
    name: "model: lc_prefer_streaming",
    run: ({ models, createHandler }) =>
      new models.StreamingModel().invoke("hi", {
        callbacks: [createHandler({ flags: { lc_prefer_streaming: true } })],
      }),
  },
  {
    name: "model: lc_prefer_chat_model_stream_events",
    run: ({ models, createHandler }) =>
      new models.StreamingModel().invoke("hi", {
        callbacks: [
          createHandler({ flags: { lc_prefer_chat_model_stream_events: true }, without: ["handleLLMNewToken"] }),
        ],
      }),
  },
  {
    name: "model: the tokens where another handler wants stream events",
    run: ({ models, createHandler }) => {
      const hearing = createHandler({ without: ["handleChatModelStreamEvent"] });
      const wanting = {
        name: "wanting",
        lc_prefer_chat_model_stream_events: true,
        handleChatModelStreamEvent: () => {},
      };
      return new models.StreamingModel().invoke("hi", { callbacks: [wanting, hearing] });
    },
  },
];
