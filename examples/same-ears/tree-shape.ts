/** A run that the console handler has drawn. */
interface DrawnRun {
  readonly kind: string;
  readonly depth: number;
  status: string;
}

/**
 * The shape of a tree that the console handler has drawn without colours: one line a run, its kind and how it ended, indented below the run that
 * it is part of. What each library calls its steps, and how many there are around a model or a tool, is its own affair; so
 *
 * - names, times, texts and tokens are left out;
 * - a root that was interrupted and the one that resumes it are one;
 * - chains below a root – nodes, subgraphs, middleware, calls in calls – give way to what they hold.
 */
export function treeShape(drawn: string): string[] {
  const lines: string[] = [];
  const open: DrawnRun[] = [];
  for (const run of runsOf(drawn)) {
    while (open.length > run.depth) open.pop();
    const isResumed = run.depth === 0 && lines.length > 0;
    if (isResumed) lines[0] = `${run.kind} ${run.status}`;
    else if (run.depth === 0 || run.kind !== "chain") {
      const below = open.filter(({ kind, depth }) => depth === 0 || kind !== "chain").length;
      lines.push(`${"  ".repeat(below)}${run.kind} ${run.status}`);
    }
    open.push(run);
  }
  return lines;
}

const start = /^(?<indent>(?:│ )*)╭ .+ (?<kind>chain|model|tool|retriever|embedding)(?: {2}.*)?$/;
const end = /^(?<indent>(?:│ )*)╰ (?<mark>\S)/;
const statuses: Readonly<Record<string, string>> = { "✓": "ok", "✗": "error", "◇": "interrupted" };

function runsOf(drawn: string): DrawnRun[] {
  const runs: DrawnRun[] = [];
  const open: DrawnRun[] = [];
  for (const line of drawn.split("\n")) {
    const started = start.exec(line)?.groups;
    if (started !== undefined) {
      const run = { kind: started["kind"] as string, depth: open.length, status: "open" };
      runs.push(run);
      open.push(run);
    }
    const ended = end.exec(line)?.groups;
    const run = ended === undefined ? undefined : open.pop();
    if (run !== undefined) run.status = statuses[ended?.["mark"] ?? ""] ?? "cancelled";
  }
  return runs;
}
