import type { Program, Stage } from "../program.js";
import { collect } from "./collect.js";

const SETTLE_MS = 120;
const increment = async (input: number) => input + 1;
const failing = async () => {
  throw new TypeError("it failed");
};

async function takeFirst<TChunk>(stream: Promise<AsyncIterable<TChunk>>): Promise<TChunk | undefined> {
  for await (const chunk of await stream) return chunk;
  return undefined;
}

/** What chooses, and what repeats: branch, router and each. */
export const routingPrograms: readonly Program[] = [...branchPrograms(), ...routerPrograms(), ...eachPrograms()];

function branchPrograms(): Program[] {
  const sized = ({ library }: Stage) =>
    library.RunnableBranch.from<number, string>([
      [async (n) => n > 10, async () => "large"],
      [(n) => n > 5, () => "medium"],
      () => "small",
    ]);
  return [
    ...[11, 6, 1].map((input) => ({
      name: `branch: invoke with ${input}`,
      run: (stage: Stage) => sized(stage).invoke(input, { callbacks: [stage.handler], tags: ["tag"] }),
    })),
    {
      name: "branch: invoke with a dictionary",
      run: ({ library, handler }) =>
        library.RunnableBranch.from<{ n: number }, number>([[({ n }) => n > 5, ({ n }) => n], () => 0]).invoke(
          { n: 6 },
          { callbacks: [handler] },
        ),
    },
    {
      name: "branch: stream",
      run: (stage) => collect(sized(stage).stream(6, { callbacks: [stage.handler] })),
    },
    {
      name: "branch: stream of a chosen model",
      run: ({ library, models, handler }) =>
        collect(
          library.RunnableBranch.from([
            [(text: string) => text === "", new library.StringOutputParser()],
            new models.StreamingModel().pipe(new library.StringOutputParser()),
          ] as never).stream("who?", { callbacks: [handler] }),
        ),
    },
    {
      name: "branch: in a sequence",
      run: (stage) =>
        stage.library.RunnableSequence.from([increment, sized(stage)]).invoke(5, { callbacks: [stage.handler] }),
    },
    {
      name: "branch: batch",
      concurrent: true,
      run: (stage) => sized(stage).batch([11, 1], { callbacks: [stage.handler] }),
    },
    {
      name: "branch: a condition fails",
      run: ({ library, handler }) =>
        library.RunnableBranch.from<number, number>([[failing, increment], increment]).invoke(1, {
          callbacks: [handler],
        }),
    },
    {
      name: "branch: what was chosen fails",
      run: ({ library, handler }) =>
        library.RunnableBranch.from<number, number>([[() => true, failing], increment]).invoke(1, {
          callbacks: [handler],
        }),
    },
    {
      name: "branch: what was chosen fails in a stream",
      run: ({ library, handler }) =>
        collect(
          library.RunnableBranch.from<number, number>([[() => true, failing], increment]).stream(1, {
            callbacks: [handler],
          }),
        ),
    },
    {
      name: "branch: its stream is left",
      settleMs: SETTLE_MS,
      run: (stage) => takeFirst(sized(stage).stream(6, { callbacks: [stage.handler] })),
    },
    { name: "branch: of nothing", run: ({ library }) => library.RunnableBranch.from([] as never) },
    { name: "branch: its serialized form", run: (stage) => sized(stage).toJSON() },
  ];
}

function routerPrograms(): Program[] {
  const routed = ({ library }: Stage) =>
    new library.RouterRunnable({ runnables: { increment: library.RunnableLambda.from(increment) } });
  return [
    {
      name: "router: invoke",
      run: (stage) =>
        routed(stage).invoke({ key: "increment", input: 1 }, { callbacks: [stage.handler], runName: "named" }),
    },
    {
      name: "router: stream",
      run: (stage) => collect(routed(stage).stream({ key: "increment", input: 1 }, { callbacks: [stage.handler] })),
    },
    {
      name: "router: in a sequence",
      run: (stage) =>
        stage.library.RunnableSequence.from([(input: number) => ({ key: "increment", input }), routed(stage)]).invoke(
          1,
          { callbacks: [stage.handler] },
        ),
    },
    {
      name: "router: batch",
      concurrent: true,
      run: (stage) =>
        routed(stage).batch(
          [
            { key: "increment", input: 1 },
            { key: "increment", input: 2 },
          ],
          { callbacks: [stage.handler] },
        ),
    },
    {
      name: "router: a key it doesn't have",
      run: (stage) => routed(stage).invoke({ key: "other", input: 1 }, { callbacks: [stage.handler] }),
    },
    {
      name: "router: a key it doesn't have, in a batch",
      concurrent: true,
      run: (stage) =>
        routed(stage).batch(
          [
            { key: "increment", input: 1 },
            { key: "other", input: 2 },
          ],
          { callbacks: [stage.handler] },
        ),
    },
    { name: "router: its serialized form", run: (stage) => routed(stage).toJSON() },
  ];
}

function eachPrograms(): Program[] {
  const each = ({ library }: Stage) => new library.RunnableEach({ bound: library.RunnableLambda.from(increment) });
  return [
    {
      name: "each: invoke",
      run: (stage) => each(stage).invoke([1, 2], { callbacks: [stage.handler], tags: ["tag"], runName: "named" }),
    },
    {
      name: "each: one at a time",
      run: (stage) => each(stage).invoke([1, 2], { callbacks: [stage.handler], maxConcurrency: 1 }),
    },
    { name: "each: of nothing", run: (stage) => each(stage).invoke([], { callbacks: [stage.handler] }) },
    { name: "each: stream", run: (stage) => collect(each(stage).stream([1, 2], { callbacks: [stage.handler] })) },
    {
      name: "each: batch",
      concurrent: true,
      run: (stage) => each(stage).batch([[1, 2], [3]], { callbacks: [stage.handler] }),
    },
    {
      name: "each: in a sequence",
      run: (stage) =>
        stage.library.RunnableSequence.from([(input: number) => [input, input], each(stage)]).invoke(1, {
          callbacks: [stage.handler],
        }),
    },
    {
      name: "each: one fails",
      settleMs: SETTLE_MS,
      run: ({ library, handler }) =>
        new library.RunnableEach({
          bound: library.RunnableLambda.from(async (input: number) => {
            await new Promise((resolve) => {
              setTimeout(resolve, input);
            });
            if (input === 5) throw new TypeError("five failed");
            return input;
          }),
        }).invoke([5, 60], { callbacks: [handler] }),
    },
  ];
}
