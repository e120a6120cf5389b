import type { RunKind, RunOptions } from "../../src/exports/events.js";
import { HumanMessage } from "../../src/exports/messages.js";

/** The least that a run of each kind has to say of its start. */
export const startOptions = {
  chain: { kind: "chain", name: "chain", start: { inputs: { question: "why" } } },
  chat_model: {
    kind: "chat_model",
    name: "model",
    start: { messages: [new HumanMessage("hi")], invocationParams: { model: "m-1" }, options: { stop: ["."] } },
  },
  llm: {
    kind: "llm",
    name: "llm",
    start: { prompt: "say", invocationParams: { model: "m-1" }, options: { stop: ["."] } },
  },
  tool: { kind: "tool", name: "tool", start: { args: { n: 4 }, input: '{"n":4}', toolCallId: "call-1" } },
  retriever: { kind: "retriever", name: "retriever", start: { query: "owls" } },
  embedding: { kind: "embedding", name: "embedding", start: { texts: ["a", "b"] } },
} as const satisfies { readonly [TKind in RunKind]: RunOptions<TKind> };

/** A chain with a name of its own. */
export function chainNamed(name: string): RunOptions<"chain"> {
  return { kind: "chain", name, start: { inputs: name } };
}
