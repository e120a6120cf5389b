import type { McpServer } from "@modelcontextprotocol/server";
import type { RunQuery } from "@earshot/trace";
import { z } from "zod";
import type { CommandCall } from "../command-line.js";
import { compareRuns } from "../diff/compare-runs.js";
import { renderComparison } from "../diff/render-comparison.js";
import { findRun } from "../store/find-run.js";
import type { ReadableTraces } from "../store/late-traces.js";
import { plainColors } from "../terminal/plain-colors.js";
import { boundedText } from "./bounded-text.js";
import { readRun } from "./read-run.js";

const run = z.string().describe("A run's id, the beginning of it, or latest");
const condition = {
  text: z.string().optional().describe("Words in inputs, outputs or errors"),
  name: z.string().optional(),
  status: z.enum(["ok", "error", "cancelled", "interrupted", "running", "unknown"]).optional(),
  kind: z.enum(["chain", "chat_model", "llm", "tool", "retriever", "embedding"]).optional(),
  session: z.string().optional(),
  startedFrom: z.number().optional().describe("Unix milliseconds"),
};
type Condition = { readonly [TName in keyof typeof condition]?: z.infer<(typeof condition)[TName]> };

const readOnly = { annotations: { readOnlyHint: true, openWorldHint: false } };

/** Tools that look at runs. None changes anything, and no answer is longer than an agent can read. */
export function addRunTools(server: McpServer, store: ReadableTraces, call: CommandCall): void {
  const page = { limit: z.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
  const list = async ({ limit, cursor, ...asked }: Condition & { limit: number; cursor?: string | undefined }) =>
    answer(await store.listRuns({ ...queryOf(asked), limit, ...(cursor === undefined ? {} : { cursor }) }));
  server.registerTool(
    "list_runs",
    {
      ...readOnly,
      description: "Lists runs, the newest first. `next`, if there, is the cursor of the next page.",
      inputSchema: z.object({ ...condition, ...page }),
    },
    list,
  );
  server.registerTool(
    "search_runs",
    {
      ...readOnly,
      description: "Finds runs in whose inputs, outputs or errors all words stand.",
      inputSchema: z.object({ ...condition, text: z.string().min(1), ...page }),
    },
    list,
  );
  server.registerTool(
    "read_run",
    {
      ...readOnly,
      description: "Reads a run: what it was asked, what it answered, its error, and what ran below it.",
      inputSchema: z.object({ run }),
    },
    async (asked) => answer(await readRun(store, await findRun(store, asked.run, call))),
  );
  server.registerTool(
    "diff_runs",
    {
      ...readOnly,
      description: "Compares two runs and all below them: trees, inputs, outputs, tokens, cost.",
      inputSchema: z.object({ left: run, right: run }),
    },
    async ({ left, right }) => {
      const compared = await compareRuns(store, await findRun(store, left, call), await findRun(store, right, call));
      return answer(renderComparison(compared, { colors: plainColors }));
    },
  );
  server.registerTool(
    "run_statistics",
    {
      ...readOnly,
      description: "Counts runs, errors, latencies, tokens and costs in groups.",
      inputSchema: z.object({
        ...condition,
        by: z.enum(["name", "model", "kind", "status", "session"]).default("name"),
      }),
    },
    async ({ by, ...asked }) => {
      const scope = by === "model" || by === "kind" ? { scope: "all" as const } : {};
      return answer(await store.statistics({ ...queryOf(asked), ...scope, groupBy: by }));
    },
  );
}

function queryOf({ text, name, status, kind, session, startedFrom }: Condition): RunQuery {
  return {
    ...(kind === undefined ? {} : { scope: "all", kinds: [kind] }),
    ...(text === undefined ? {} : { text }),
    ...(name === undefined ? {} : { names: [name] }),
    ...(status === undefined ? {} : { statuses: [status] }),
    ...(session === undefined ? {} : { sessionId: session }),
    ...(startedFrom === undefined ? {} : { startedFrom }),
  };
}

function answer(value: unknown): { content: { type: "text"; text: string }[] } {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return { content: [{ type: "text", text: boundedText(text, 60_000) }] };
}
