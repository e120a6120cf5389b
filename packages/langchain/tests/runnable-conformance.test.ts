import { Document } from "@langchain/core/documents";
import { BaseRetriever } from "@langchain/core/retrievers";
import { RunnableLambda, RunnableParallel, type RunnableConfig } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import {
  runnableConformance,
  subjectError,
  waitForAbort,
  type RunnableSubject,
  type SubjectWork,
} from "@earshot/testing";
import { Document as EarshotDocument } from "@earshot/core/documents";
import { describe, it } from "vitest";
import { z } from "zod";
import { fromLangChain } from "../src/index.js";

function work<TOutput>(
  how: SubjectWork,
  signal: AbortSignal | undefined,
  output: () => TOutput,
): TOutput | Promise<never> {
  if (how === "fail") throw subjectError;
  return how === "hang" ? waitForAbort(signal) : output();
}

const shout = (how: SubjectWork) =>
  RunnableLambda.from((text: string, config: RunnableConfig) => work(how, config.signal, () => text.toUpperCase()));

const letters = (how: SubjectWork) =>
  RunnableLambda.from(async function* (text: string, config: RunnableConfig) {
    await work(how, config.signal, () => undefined);
    yield* text;
  });

class Shelf extends BaseRetriever {
  lc_namespace = ["test"];
  readonly how: SubjectWork;

  constructor(how: SubjectWork) {
    super();
    this.how = how;
  }

  override async _getRelevantDocuments(query: string) {
    return work(this.how, undefined, () => [new Document({ pageContent: query, metadata: { shelf: 1 } })]);
  }
}

const State = Annotation.Root({ text: Annotation<string> });

const graph = (how: SubjectWork) =>
  new StateGraph(State)
    .addNode("shout", (state: typeof State.State, { signal }) =>
      work(how, signal, () => ({ text: state.text.toUpperCase() })),
    )
    .addEdge(START, "shout")
    .addEdge("shout", END)
    .compile();

// oxlint-disable-next-line typescript/no-explicit-any -- subjects of all sorts side by side
const subjects: Readonly<Record<string, RunnableSubject<any, any>>> = {
  "a lambda": { make: (how) => fromLangChain(shout(how)), input: "hear", output: "HEAR" },
  "a bound lambda": {
    make: (how) => fromLangChain(shout(how).withConfig({ tags: ["bound"] })),
    input: "hear",
    output: "HEAR",
  },
  "a generator": {
    make: (how) => fromLangChain(letters(how)),
    input: "hear",
    inputPieces: ["he", "ar"],
    output: "hear",
  },
  "a sequence": {
    make: (how) => fromLangChain(RunnableLambda.from((text: string) => `${text}!`).pipe(shout(how))),
    input: "hear",
    output: "HEAR!",
  },
  "a map": {
    make: (how) => fromLangChain(RunnableParallel.from({ loud: shout(how), soft: (text: string) => text })),
    input: "hear",
    output: { loud: "HEAR", soft: "hear" },
    combine: (pieces: readonly object[]) => Object.assign({}, ...pieces) as object,
  },
  "a retried lambda": {
    make: (how) => fromLangChain(shout(how).withRetry({ stopAfterAttempt: 1 })),
    input: "hear",
    output: "HEAR",
  },
  "a retriever": {
    make: (how) => fromLangChain(new Shelf(how)),
    input: "hear",
    output: [new EarshotDocument({ pageContent: "hear", metadata: { shelf: 1 } })],
  },
  "a tool": {
    make: (how) =>
      fromLangChain(
        tool(({ text }, config) => work(how, config.signal, () => text.toUpperCase()), {
          name: "shout",
          description: "Shouts.",
          schema: z.object({ text: z.string() }),
        }) as never,
      ),
    input: { text: "hear" },
    output: "HEAR",
    skips: { "leaving a stream early ends it as cancelled": "its output is one piece: with that its work is done" },
  },
  "a graph": {
    make: (how) => fromLangChain(graph(how)),
    input: { text: "hear" },
    output: { text: "HEAR" },
    combine: ([piece]: readonly { readonly shout: object }[]) => piece?.shout ?? {},
  },
};
describe.each(Object.entries(subjects))("%s of LangChain is a runnable", (_name, subject) => {
  it.for(runnableConformance(subject))("$name", async ({ skip, run }, context) => {
    if (skip !== undefined) context.skip(skip);
    await run();
  });
});
