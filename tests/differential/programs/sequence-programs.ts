import type { Program, Stage } from "../program.js";
import type { ModelScript } from "../scripted-models.js";
import { collect } from "./collect.js";

const INPUT = { tone: "kind", question: "who?" };

function buildChain({ library, models }: Stage, script?: ModelScript & { readonly invoked?: boolean }) {
  const { invoked, ...rest } = script ?? {};
  const prompt = library.ChatPromptTemplate.fromMessages([
    ["system", "Be {tone}."],
    ["human", "{question}"],
  ]);
  const model = invoked ? new models.InvokedModel(rest) : new models.StreamingModel(rest);
  return prompt.pipe(model).pipe(new library.StringOutputParser());
}

/** Sequences: prompt, model and parser, invoked and streamed, and sequences of lambdas. */
export const sequencePrograms: readonly Program[] = [
  {
    name: "sequence: invoke",
    run: (stage) =>
      buildChain(stage, { apiKey: "sk-secret", temperature: 0.5 }).invoke(INPUT, {
        callbacks: [stage.handler],
        tags: ["tag"],
        metadata: { key: "value" },
        runName: "my chain",
      }),
  },
  {
    name: "sequence: stream",
    run: (stage) => collect(buildChain(stage, { apiKey: "sk-secret" }).stream(INPUT, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: stream with tags, metadata and a name",
    run: (stage) =>
      collect(
        buildChain(stage).stream(INPUT, {
          callbacks: [stage.handler],
          tags: ["tag"],
          metadata: { key: "value" },
          runName: "my chain",
        }),
      ),
  },
  {
    name: "sequence: stream of a model that cannot stream",
    run: (stage) => collect(buildChain(stage, { invoked: true }).stream(INPUT, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: stream of a model that doesn't report its tokens",
    run: (stage) => collect(buildChain(stage, { silent: true }).stream(INPUT, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: batch",
    concurrent: true,
    run: (stage) =>
      buildChain(stage).batch([INPUT, { tone: "brief", question: "why?" }], { callbacks: [stage.handler] }),
  },
  {
    name: "sequence: the model fails",
    run: (stage) => buildChain(stage, { invoked: true, failsAt: 0 }).invoke(INPUT, { callbacks: [stage.handler] }),
  },
  {
    name: "sequence: the model fails before the first chunk",
    run: (stage) => collect(buildChain(stage, { failsAt: 0 }).stream(INPUT, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: the model fails after the third chunk",
    run: (stage) => collect(buildChain(stage, { failsAt: 3 }).stream(INPUT, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: a variable of the prompt is missing",
    run: (stage) => buildChain(stage).invoke({ question: "who?" } as never, { callbacks: [stage.handler] }),
  },
  {
    name: "sequence: a variable of the prompt is missing, streamed",
    run: (stage) => collect(buildChain(stage).stream({ question: "who?" } as never, { callbacks: [stage.handler] })),
  },
  {
    name: "sequence: of lambdas",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([(input: number) => input + 1, (input: number) => input * 2]).invoke(1, {
        callbacks: [handler],
      }),
  },
  {
    name: "sequence: of lambdas, streamed",
    run: ({ library, handler }) =>
      collect(
        library.RunnableSequence.from([(input: number) => input + 1, (input: number) => input * 2]).stream(1, {
          callbacks: [handler],
        }),
      ),
  },
  {
    name: "sequence: a lambda fails",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([
        (input: number) => input,
        () => Promise.reject(new Error("lambda failed")),
      ]).invoke(1, {
        callbacks: [handler],
      }),
  },
  {
    name: "sequence: a lambda after a streaming model",
    run: ({ library, models, handler }) =>
      collect(
        library.ChatPromptTemplate.fromTemplate("{question}")
          .pipe(new models.StreamingModel())
          .pipe((message: { content: unknown }) => String(message.content).length)
          .stream({ question: "who?" }, { callbacks: [handler] }),
      ),
  },
  {
    name: "sequence: inside a sequence",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([
        (input: string) => input,
        library.RunnableSequence.from([
          (input: string) => ({ question: input }),
          library.ChatPromptTemplate.fromTemplate("{question}"),
        ]).withConfig({ runName: "inner" }),
      ]).invoke("who?", { callbacks: [handler], tags: ["tag"] }),
  },
  {
    name: "sequence: steps with tags and a name of their own",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([
        library.RunnableLambda.from((input: number) => input).withConfig({ runName: "first", tags: ["own"] }),
        (input: number) => input,
      ]).invoke(1, { callbacks: [handler], tags: ["tag"] }),
  },
  {
    name: "sequence: a name for the sequence itself",
    run: ({ library, handler }) =>
      library.RunnableSequence.from([(input: number) => input, (input: number) => input], "named").invoke(1, {
        callbacks: [handler],
      }),
  },
  {
    name: "sequence: batch with a failure",
    concurrent: true,
    run: ({ library, handler }) =>
      library.RunnableSequence.from([(input: number) => input, failOnTwo]).batch([1, 2, 3], { callbacks: [handler] }),
  },
  {
    name: "sequence: batch returning its failures",
    concurrent: true,
    run: ({ library, handler }) =>
      library.RunnableSequence.from([(input: number) => input, failOnTwo]).batch(
        [1, 2, 3],
        { callbacks: [handler] },
        { returnExceptions: true },
      ),
  },
];

function failOnTwo(input: number): number {
  if (input === 2) throw new Error("two failed");
  return input;
}
