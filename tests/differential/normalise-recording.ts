import type { Described } from "./describe-value.js";
import type { HandlerCall } from "./recorder.js";

/** What one run of a program gave: the handler calls in order, and what its caller got. */
export interface Recording {
  readonly calls: readonly HandlerCall[];
  readonly outcome: Described;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const RUN_ID = new RegExp(`^${UUID.source}$`);

/** Where the run's id stands among the arguments; its parent's follows, except for custom events. */
function runPlace(call: HandlerCall): number {
  const method = call.method.split(": ").at(-1) ?? call.method;
  const startsWithComponent = /^handle(LLM|ChatModel|Chain|Tool|Retriever)Start$/.test(method);
  return startsWithComponent || method === "handleLLMNewToken" || method === "handleCustomEvent" ? 2 : 1;
}

/** Replaces every run id by the order of its first appearance, after putting the calls of one root run together if asked. */
export function normaliseRecording(recording: Recording, options: { readonly groupByRoot: boolean }): Recording {
  const calls = options.groupByRoot ? groupByRoot(recording.calls) : recording.calls;
  const names = new Map<string, string>();
  const json = JSON.stringify({ calls, outcome: recording.outcome }).replaceAll(UUID, (id) => {
    const name = names.get(id) ?? `run ${names.size + 1}`;
    names.set(id, name);
    return name;
  });
  return JSON.parse(json) as Recording;
}

function groupByRoot(calls: readonly HandlerCall[]): HandlerCall[] {
  const roots = new Map<string, string>();
  const groups = new Map<string, HandlerCall[]>();
  for (const call of calls) {
    const place = runPlace(call);
    const run = String(call.arguments[place]);
    const parent = call.arguments[place + 1];
    const root =
      roots.get(run) ?? (typeof parent === "string" && RUN_ID.test(parent) ? (roots.get(parent) ?? parent) : run);
    roots.set(run, root);
    const group = groups.get(root);
    if (group) group.push(call);
    else groups.set(root, [call]);
  }
  return [...groups.values()].flat();
}
