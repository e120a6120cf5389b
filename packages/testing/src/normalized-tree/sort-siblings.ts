import { factsOf, type HeardRun } from "./heard-run.js";
import { normalizedRun } from "./normalized-run.js";

/**
 * Siblings in an order that is the same every time: as they started, where one ended before the next began; steps of a sequence by their
 * number; and those that went on side by side by what they are and were given.
 */
export function sortSiblings(runs: readonly HeardRun[]): HeardRun[] {
  const sorted: HeardRun[] = [];
  let together: HeardRun[] = [];
  let until = -1;
  for (const run of [...runs].sort(byStart)) {
    if (run.from > until) {
      sorted.push(...sortTogether(together));
      together = [];
    }
    together.push(run);
    until = Math.max(until, run.to);
  }
  return [...sorted, ...sortTogether(together)];
}

const byStart = (left: HeardRun, right: HeardRun): number => left.from - right.from;

function sortTogether(runs: HeardRun[]): HeardRun[] {
  if (runs.length < 2) return runs;
  const keyed = runs.map((run) => ({ run, step: stepOf(run), key: contentKey(run) }));
  keyed.sort((left, right) => left.step - right.step || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ run }) => run);
}

/** The number that a sequence tags its steps with. */
function stepOf(run: HeardRun): number {
  const tag = factsOf(run).tags.find((each) => /^seq:step:\d+$/.test(each));
  return tag === undefined ? Number.MAX_SAFE_INTEGER : Number(tag.slice("seq:step:".length));
}

function contentKey(run: HeardRun): string {
  const { run: _, name, kind, ...rest } = normalizedRun(run);
  return JSON.stringify([name, kind, rest, sortSiblings(run.children).map(contentKey)]).replaceAll(
    /run-[0-9a-f-]{36}/g,
    "",
  );
}
