import type { Schema } from "../../schema/schema.js";
import { composedOf, type ComposedRunnable, type RunnablePart } from "../composed-of.js";
import { RunnableBinding } from "../runnable-binding.js";
import { RunnableSequence } from "../runnable-sequence.js";
import type { Runnable } from "../runnable.js";
import { Graph } from "./graph.js";
import type { GraphNode } from "./graph-node.js";

/** What a runnable is made of, from its input to its output; a runnable that isn't a composite is a single node between them. */
export function graphOf(runnable: Runnable): Graph {
  if (RunnableSequence.isRunnableSequence(runnable)) return graphInRow(runnable.steps);
  const parts = partsOf(runnable);
  const [only, ...others] = parts;
  if (only === undefined) return graphOfOne(runnable);
  return others.length === 0 && only.label === undefined ? graphOf(only.runnable) : graphSideBySide(runnable, parts);
}

function partsOf(runnable: Runnable): readonly RunnablePart[] {
  if (RunnableBinding.isRunnableBinding(runnable)) return [{ runnable: runnable.bound }];
  return composedOf in runnable ? [...(runnable as Runnable & ComposedRunnable)[composedOf]()] : [];
}

function graphOfOne(runnable: Runnable): Graph {
  const graph = new Graph();
  const input = addEnd(graph, runnable, "Input");
  const node = graph.addNode(runnable);
  const output = addEnd(graph, runnable, "Output");
  graph.addEdge(input, node);
  graph.addEdge(node, output);
  return graph;
}

function graphInRow(steps: readonly Runnable[]): Graph {
  const graph = new Graph();
  let before: GraphNode | undefined;
  for (const [index, step] of steps.entries()) {
    const inside = graphOf(step);
    if (index > 0) inside.trimFirstNode();
    if (index < steps.length - 1) inside.trimLastNode();
    const [first, last] = graph.extend(inside);
    if (before !== undefined && first !== undefined) graph.addEdge(before, first);
    before = last;
  }
  return graph;
}

function graphSideBySide(runnable: Runnable, parts: readonly RunnablePart[]): Graph {
  const graph = new Graph();
  const input = addEnd(graph, runnable, "Input");
  const output = addEnd(graph, runnable, "Output");
  for (const { runnable: part, label, conditional } of parts) {
    const inside = graphOf(part);
    inside.trimFirstNode();
    inside.trimLastNode();
    const [first, last] = graph.extend(inside);
    if (first !== undefined) graph.addEdge(input, first, label, conditional);
    if (last !== undefined) graph.addEdge(last, output);
  }
  return graph;
}

/** What a runnable may say of its input and output: a tool has a `schema`, a runnable of one's own either of the others. */
interface DescribedEnds {
  readonly schema?: Schema;
  readonly inputSchema?: Schema;
  readonly outputSchema?: Schema;
}

function addEnd(graph: Graph, runnable: Runnable, end: "Input" | "Output"): GraphNode {
  const { schema, inputSchema, outputSchema } = runnable as Runnable & DescribedEnds;
  return graph.addNode({
    name: runnable.getName(end),
    schema: end === "Input" ? (inputSchema ?? schema) : outputSchema,
  });
}
