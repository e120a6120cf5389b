import { traceTree, type RunRecord, type TraceNode } from "@earshot/trace";
import type { SharedTrace } from "../api/shared-trace.js";
import { escapeHtml } from "./escape-html.js";

export const plainTraceStyle = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
details { border-inline-start: 2px solid color-mix(in srgb, currentcolor 20%, transparent); padding-inline-start: 1rem; margin-block: .4rem }
summary { cursor: pointer }
small { opacity: .7 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85em; background: color-mix(in srgb, currentcolor 6%, transparent); padding: .6rem; border-radius: 6px }
.error { color: light-dark(#b3261e, #f2b8b5) }
`;

/** Deeper than this, runs stand beside their parents: browsers draw nothing that is nested without end. */
const deepest = 100;

/** A trace as markup that needs no script: runs that open, with what went in and came out. All text is escaped. */
export function plainTrace(trace: SharedTrace): string {
  const parts: string[] = [];
  // Without recursion: chains of thousands of runs would be too deep for it.
  const waiting: (string | { readonly node: TraceNode; readonly depth: number })[] = [...traceTree(trace.runs)]
    .reverse()
    .map((node) => ({ node, depth: 0 }));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") {
      parts.push(next);
      continue;
    }
    const { node, depth } = next;
    const head = `<details${depth < 2 ? " open" : ""}><summary>${headOf(node.run)}</summary>${bodyOf(node.run, trace)}`;
    if (depth < deepest) {
      parts.push(head);
      waiting.push("</details>");
    } else parts.push(`${head}</details>`);
    for (const child of [...node.children].reverse()) waiting.push({ node: child, depth: depth + 1 });
  }
  return `<main><h1>Trace</h1>${parts.join("")}</main>`;
}

function headOf(run: RunRecord): string {
  const facts = [
    run.kind,
    run.model,
    run.status,
    run.endedAt === undefined ? undefined : `${Math.round(run.endedAt - run.startedAt)} ms`,
  ];
  const said = facts.filter((fact) => fact !== undefined).map((fact) => escapeHtml(fact));
  return `<b>${escapeHtml(run.name)}</b> <small>${said.join(" · ")}</small>`;
}

function bodyOf(run: RunRecord, { events }: SharedTrace): string {
  const error =
    run.error === undefined ? "" : `<p class="error">${escapeHtml(`${run.error.name}: ${run.error.message}`)}</p>`;
  const payloads = (Object.hasOwn(events, run.runId) ? (events[run.runId] ?? []) : []).map(({ type, payload }) =>
    payload === undefined ? "" : `<small>${escapeHtml(type)}</small><pre>${escapeHtml(payload)}</pre>`,
  );
  return `${error}${payloads.join("")}`;
}
