import type { EventPayloads } from "../events/event-payloads.js";
import { eventTable, type EventRow } from "../events/event-table.js";
import type { RunKind } from "../events/run-facts.js";
import type { Outcome } from "./run-parts.js";
import type { Run } from "./run.js";

/** How the runs of one kind start, stream and end. */
interface KindRows {
  readonly start: EventRow;
  readonly delta: EventRow | undefined;
  readonly end: EventRow;
  /** The payload of its end, from whatever there is. */
  ending(run: Run, outcome: Outcome): EventPayloads[keyof EventPayloads];
}

const modelEnding: KindRows["ending"] = (run, { status, error, output }) => ({
  status,
  error,
  result: (output ?? { generations: [[{ text: "" }]] }) as EventPayloads["llm.end"]["result"],
  usage: run.usage ?? { source: "unavailable" },
  firstTokenAt: run.firstTokenAt,
});

/** One row a kind. */
export const runKinds: Readonly<Record<RunKind, KindRows>> = {
  chat_model: {
    start: eventTable.chatModelStart,
    delta: eventTable.chatModelDelta,
    end: eventTable.chatModelEnd,
    ending: modelEnding,
  },
  llm: { start: eventTable.llmStart, delta: eventTable.llmDelta, end: eventTable.llmEnd, ending: modelEnding },
  chain: {
    start: eventTable.chainStart,
    delta: undefined,
    end: eventTable.chainEnd,
    ending: (run, { status, error, output }) => ({
      status,
      error,
      inputs: run.inputs,
      outputs: output,
      defersInputs: run.defersInputs,
    }),
  },
  tool: {
    start: eventTable.toolStart,
    delta: eventTable.toolDelta,
    end: eventTable.toolEnd,
    ending: (_, { status, error, output }) => ({ status, error, output }),
  },
  retriever: {
    start: eventTable.retrieverStart,
    delta: undefined,
    end: eventTable.retrieverEnd,
    ending: (_, { status, error, output }) =>
      ({ status, error, documents: output ?? [] }) as EventPayloads["retriever.end"],
  },
  embedding: {
    start: eventTable.embeddingStart,
    delta: undefined,
    end: eventTable.embeddingEnd,
    ending: (run, { status, error, output }) => ({
      status,
      error,
      dimensions: (output as readonly (readonly number[])[] | undefined)?.[0]?.length,
      usage: run.usage ?? { source: "unavailable" },
    }),
  },
};
