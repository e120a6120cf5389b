import type { RunQuery } from "@earshot/trace";
import { feedbackKinds } from "@earshot/trace/reducer";
import { z } from "zod";

/** Which runs, as agents say it. */
export const runConditions = {
  text: z.string().optional().describe("Words that all stand in its name, inputs, outputs, error or feedback"),
  name: z.string().optional().describe("Its whole name"),
  status: z.enum(["ok", "error", "cancelled", "interrupted", "running", "unknown"]).optional(),
  kind: z
    .enum(["chain", "chat_model", "llm", "tool", "retriever", "embedding"])
    .optional()
    .describe("Inner runs too; without it, outermost runs alone"),
  session: z.string().optional().describe("The thread, session or conversation its metadata names"),
  feedback: z.enum(feedbackKinds).optional().describe("Rated so by a person, or noted on"),
  startedFrom: z.number().optional().describe("Unix milliseconds"),
};

type Asked = { readonly [TName in keyof typeof runConditions]?: z.infer<(typeof runConditions)[TName]> };

/** The store's words for them. */
export function queryOf({ text, name, status, kind, session, feedback, startedFrom }: Asked): RunQuery {
  return {
    ...(kind === undefined ? {} : { scope: "all", kinds: [kind] }),
    ...(text === undefined ? {} : { text }),
    ...(name === undefined ? {} : { names: [name] }),
    ...(status === undefined ? {} : { statuses: [status] }),
    ...(session === undefined ? {} : { sessionId: session }),
    ...(feedback === undefined ? {} : { feedback: [feedback] }),
    ...(startedFrom === undefined ? {} : { startedFrom }),
  };
}
