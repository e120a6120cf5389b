import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const failing = ({ library }: Stage, message = "the first failed") =>
  library.RunnableLambda.from((): number => {
    throw new Error(message);
  });
const adding = ({ library }: Stage, count: number) => library.RunnableLambda.from((input: number) => input + count);
const failingOnTwo = ({ library }: Stage) =>
  library.RunnableLambda.from((input: number) => {
    if (input === 2) throw new Error("two failed");
    return input;
  });

async function takeFirst<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}

/** `withFallbacks`: invoked, streamed, in a batch; one that helps, and none that does. */
export const fallbackPrograms: readonly Program[] = [
  {
    name: "fallbacks: not needed",
    run: (stage) =>
      adding(stage, 1)
        .withFallbacks([adding(stage, 10)])
        .invoke(1, { callbacks: [stage.handler], tags: ["tag"], metadata: { key: "value" }, runName: "named" }),
  },
  {
    name: "fallbacks: the second of two helps",
    run: (stage) =>
      failing(stage)
        .withFallbacks({ fallbacks: [failing(stage, "so did the second"), adding(stage, 10)] })
        .invoke(1, { callbacks: [stage.handler], tags: ["tag"] }),
  },
  {
    name: "fallbacks: all fail",
    run: (stage) =>
      failing(stage)
        .withFallbacks([failing(stage, "so did the second")])
        .invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "fallbacks: as a step",
    run: (stage) =>
      stage.library.RunnableSequence.from([
        (input: number) => input,
        failing(stage).withFallbacks([adding(stage, 10)]),
      ]).invoke(1, { callbacks: [stage.handler] }),
  },
  {
    name: "fallbacks: another model",
    run: ({ models, handler }) =>
      new models.InvokedModel({ failsAt: 0 })
        .withFallbacks([new models.InvokedModel()])
        .invoke("hi", { callbacks: [handler] }),
  },
  {
    name: "fallbacks: aborted before it starts",
    run: (stage) =>
      failing(stage)
        .withFallbacks([adding(stage, 10)])
        .invoke(1, { callbacks: [stage.handler], signal: AbortSignal.abort() }),
  },
  {
    name: "fallbacks: in a batch",
    concurrent: true,
    run: (stage) =>
      failingOnTwo(stage)
        .withFallbacks([adding(stage, 10)])
        .batch([1, 2, 3], { callbacks: [stage.handler] }),
  },
  {
    name: "fallbacks: streamed, not needed",
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel()
          .withFallbacks([new models.StreamingModel({ temperature: 1 })])
          .stream("hi", { callbacks: [handler] }),
      ),
  },
  {
    name: "fallbacks: streamed, failing before the first chunk",
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel({ failsAt: 0 })
          .withFallbacks([new models.StreamingModel()])
          .stream("hi", { callbacks: [handler] }),
      ),
  },
  {
    name: "fallbacks: streamed, failing after the third chunk",
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel({ failsAt: 3 })
          .withFallbacks([new models.StreamingModel()])
          .stream("hi", { callbacks: [handler] }),
      ),
  },
  {
    name: "fallbacks: streamed, all fail",
    run: ({ models, handler }) =>
      collect(
        new models.StreamingModel({ failsAt: 0 })
          .withFallbacks([new models.InvokedModel({ failsAt: 1 })])
          .stream("hi", { callbacks: [handler] }),
      ),
  },
  {
    name: "fallbacks: streamed, left by a break",
    run: ({ models, handler }) =>
      takeFirst(
        new models.StreamingModel({ failsAt: 0 })
          .withFallbacks([new models.StreamingModel()])
          .stream("hi", { callbacks: [handler] }),
      ),
  },
  {
    name: "fallbacks: aborted at work",
    settleMs: 90,
    run: ({ models, handler }) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 15);
      return new models.InvokedModel({ delayMs: 60, honoursSignal: true })
        .withFallbacks([new models.InvokedModel()])
        .invoke("hi", { callbacks: [handler], signal: controller.signal });
    },
  },
];
