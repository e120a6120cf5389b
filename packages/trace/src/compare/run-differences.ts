import type { RunRecord } from "../schema/run-record.js";
import type { RunContent } from "./run-content.js";

/** In what two runs can differ. */
export type DifferingAspect =
  | "kind"
  | "name"
  | "status"
  | "error"
  | "model"
  | "input"
  | "parameters"
  | "output"
  | "retries"
  | "tokens"
  | "cost"
  | "duration";

/** One thing in which two runs differ; a side that doesn't say it has none. */
export interface RunDifference {
  readonly aspect: DifferingAspect;
  /** Texts as they are, `tokens` in all, `cost` in US dollars with all its digits, `duration` in milliseconds. */
  readonly left?: string | number;
  readonly right?: string | number;
}

/** A run beside its content, if that is known. */
export interface RunWithContent {
  readonly run: RunRecord;
  readonly content: RunContent | undefined;
}

/** In what two runs differ by themselves, whatever is below them. */
export function runDifferences(left: RunWithContent, right: RunWithContent): readonly RunDifference[] {
  const isContentKnown = left.content !== undefined && right.content !== undefined;
  const leftFacts = factsOf(left, isContentKnown);
  const rightFacts = factsOf(right, isContentKnown);
  return Object.keys(leftFacts).flatMap((name): readonly RunDifference[] => {
    const aspect = name as DifferingAspect;
    const [before, after] = [leftFacts[aspect], rightFacts[aspect]];
    if (before === after) return [];
    return [
      { aspect, ...(before === undefined ? {} : { left: before }), ...(after === undefined ? {} : { right: after }) },
    ];
  });
}

/** How long a run took, in milliseconds; not known of one that goes on. */
const durationOf = ({ startedAt, endedAt }: RunRecord): number | undefined =>
  endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt);

/** Previews are compared only with previews: of a long text they are the beginning. */
function factsOf(
  { run, content }: RunWithContent,
  isContentKnown: boolean,
): Record<DifferingAspect, string | number | undefined> {
  return {
    kind: run.kind,
    name: run.name,
    status: run.status,
    error: run.error === undefined ? undefined : `${run.error.name}: ${run.error.message}`,
    model: run.model,
    input: isContentKnown ? content?.input : run.inputPreview,
    parameters: isContentKnown ? content?.parameters : undefined,
    output: isContentKnown ? content?.output : run.outputPreview,
    retries: run.retries,
    tokens: run.usage?.totalTokens,
    cost: run.cost,
    duration: durationOf(run),
  };
}
