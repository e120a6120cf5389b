import type { TraceNode } from "../reducer/trace-tree.js";

/** Two runs that stand for each other, or one that has no other. */
export interface SiblingPair {
  readonly left?: TraceNode;
  readonly right?: TraceNode;
}

/** What {@link pairSiblings} knows of a run besides its place. */
interface PairingOptions {
  /** What a run was asked, as text. */
  inputOf(node: TraceNode): string | undefined;
  /** The topmost runs, which somebody chose to compare: they are paired whatever they are called. */
  readonly isTop: boolean;
}

/**
 * Finds the pairs among the runs right below two runs. First, those of one kind and name that were asked the same, so that a step more or less
 * shifts nothing; then those of one kind and name, in their order; then model calls of whatever name, for a model is often what was exchanged.
 * Runs of different names are ordered freely: what runs side by side begins as it likes. The pairs come in the order of the left side, and what is
 * only on the right after the one it follows there. Linear in the number of runs.
 */
export function pairSiblings(
  left: readonly TraceNode[],
  right: readonly TraceNode[],
  { inputOf, isTop }: PairingOptions,
): readonly SiblingPair[] {
  const pairs = new Map<TraceNode, TraceNode>();
  const taken = new Set<TraceNode>();
  const pairBy = (keyOf: (node: TraceNode) => string | undefined) => {
    const waiting = new Map<string, TraceNode[]>();
    for (const node of right) {
      const key = taken.has(node) ? undefined : keyOf(node);
      if (key === undefined) continue;
      const alike = waiting.get(key);
      if (alike === undefined) waiting.set(key, [node]);
      else alike.push(node);
    }
    for (const alike of waiting.values()) alike.reverse();
    for (const node of left) {
      const key = pairs.has(node) ? undefined : keyOf(node);
      const other = key === undefined ? undefined : waiting.get(key)?.pop();
      if (other === undefined) continue;
      pairs.set(node, other);
      taken.add(other);
    }
  };
  if (left.length > 0 && right.length > 0) {
    pairBy((node) => `${nameOf(node)}\n${inputOf(node) ?? ""}`);
    pairBy(nameOf);
    pairBy(({ run }) => (modelKinds.has(run.kind) ? run.kind : undefined));
    if (isTop) pairBy(() => "top");
  }
  return inOrder(left, right, pairs);
}

const modelKinds: ReadonlySet<string> = new Set(["chat_model", "llm"]);

const nameOf = ({ run }: TraceNode): string => `${run.kind}\n${run.name}`;

function inOrder(
  left: readonly TraceNode[],
  right: readonly TraceNode[],
  pairs: ReadonlyMap<TraceNode, TraceNode>,
): readonly SiblingPair[] {
  const places = new Map(right.map((node, index) => [node, index]));
  const paired = new Set(pairs.values());
  const ordered: SiblingPair[] = [];
  let told = 0;
  const tellUpTo = (end: number) => {
    for (; told < end; told++) {
      const node = right[told];
      if (node !== undefined && !paired.has(node)) ordered.push({ right: node });
    }
  };
  for (const node of left) {
    const other = pairs.get(node);
    if (other === undefined) {
      ordered.push({ left: node });
      continue;
    }
    tellUpTo(places.get(other) ?? 0);
    ordered.push({ left: node, right: other });
  }
  tellUpTo(right.length);
  return ordered;
}
