import type { RunLog, RunLogPatch } from "@langchain/core/tracers/log_stream";
import type { Program, Stage } from "../program.js";
import { collectEvents } from "./collect-events.js";

function promptModelParser({ library, models }: Stage) {
  return library.ChatPromptTemplate.fromTemplate("Hello {name}")
    .pipe(new models.StreamingModel())
    .pipe(new library.StringOutputParser());
}

const time = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const timeless = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, item: unknown) => (typeof item === "string" && time.test(item) ? "moment" : item)),
  );

/** The patches without the time of day, and what they amount to. In LangChain putting them together changes them: they come first. */
async function collectLog(stream: AsyncIterable<RunLogPatch>): Promise<unknown> {
  const { events, error } = await collectEvents(stream);
  const patches = timeless((events as RunLogPatch[]).map(({ ops }) => ops));
  let log: RunLogPatch | RunLog | undefined;
  for (const patch of events as RunLogPatch[]) log = log === undefined ? patch : log.concat(patch);
  return { patches, state: timeless(log !== undefined && "state" in log ? log.state : null), error };
}

/** What `streamLog` yields, patch by patch. */
export const streamLogPrograms: readonly Program[] = [
  {
    name: "stream log: prompt, model and parser",
    run: (stage) =>
      collectLog(promptModelParser(stage).streamLog({ name: "you" }, { tags: ["t"], metadata: { m: 1 } })),
  },
  {
    name: "stream log: a model alone",
    run: ({ models }) => collectLog(new models.StreamingModel().streamLog("hi")),
  },
  {
    name: "stream log: runs of the same name, nested",
    run: ({ library }) => {
      const inner = library.RunnableLambda.from((input: number) => input + 1);
      const chain = library.RunnableLambda.from(
        async (input: number, config) => (await inner.invoke(input, config)) + (await inner.invoke(input, config)),
      );
      return collectLog(chain.streamLog(1));
    },
  },
  {
    name: "stream log: the runs of some types",
    run: (stage) =>
      collectLog(
        promptModelParser(stage).streamLog({ name: "you" }, {}, { includeTypes: ["llm"], excludeTags: ["no"] }),
      ),
  },
  {
    name: "stream log: a lambda fails",
    run: ({ library }) => {
      const inner = library.RunnableLambda.from((input: number): number => {
        throw new Error(`broken at ${input}`);
      }).withConfig({ runName: "inner" });
      const chain = library.RunnableLambda.from((input: number, config) => inner.invoke(input, config));
      return collectLog(chain.streamLog(1));
    },
  },
];
