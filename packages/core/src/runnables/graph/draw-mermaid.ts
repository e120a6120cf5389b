import type { Graph } from "./graph.js";
import type { GraphEdge, GraphNode } from "./graph-node.js";

/** How a graph is drawn. */
export interface MermaidOptions {
  /** False leaves out everything but the edges; default true. */
  withStyles?: boolean;
  /** Mermaid's `curve`; default `"linear"`. */
  curveStyle?: string;
  /** Mermaid's styles by class: `default`, `first` and `last`. */
  nodeColors?: Readonly<Record<string, string>>;
  /** After how many words the label of an edge goes on in a new line; default 9. */
  wrapLabelNWords?: number;
}

const defaultColors = {
  default: "fill:#f2f0ff,line-height:1.2",
  first: "fill-opacity:0",
  last: "fill:#bfb6fc",
};

/** A graph as text in Mermaid's language; nodes whose ids share what stands before a colon are drawn together. */
export function drawMermaid(graph: Graph, options: MermaidOptions = {}): string {
  const { withStyles = true, curveStyle = "linear", nodeColors = defaultColors, wrapLabelNWords = 9 } = options;
  const nodes = withStyles ? Object.values(graph.nodes).map((node) => drawNode(node, graph)) : [];
  const lines = [
    ...(withStyles ? [`%%{init: {'flowchart': {'curve': '${curveStyle}'}}}%%`] : []),
    "graph TD;",
    ...nodes,
    ...drawEdges(graph.edges, [], wrapLabelNWords),
    ...(withStyles ? Object.entries(nodeColors).map(([name, style]) => `\tclassDef ${name} ${style};`) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function drawNode({ id, name, metadata }: GraphNode, graph: Graph): string {
  const facts = Object.entries(metadata ?? {}).map(([key, value]) => `${key} = ${String(value)}`);
  const label = name + (facts.length === 0 ? "" : `<hr/><small><em>${facts.join("\n")}</em></small>`);
  if (graph.lastNode()?.id === id) return `\t${toId(id)}([${label}]):::last`;
  if (graph.firstNode()?.id === id) return `\t${toId(id)}([${label}]):::first`;
  return `\t${toId(id)}(${label})`;
}

/** The edges between nodes in the group of this path, and the groups within it. */
function drawEdges(edges: readonly GraphEdge[], path: readonly string[], wordsPerLine: number): string[] {
  const lines: string[] = [];
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const group = commonGroup(edge)[path.length];
    if (group === undefined) lines.push(drawEdge(edge, wordsPerLine));
    else groups.set(group, [...(groups.get(group) ?? []), edge]);
  }
  for (const [group, inside] of groups)
    lines.push(`\tsubgraph ${group}`, ...drawEdges(inside, [...path, group], wordsPerLine), "\tend");
  return lines;
}

/** The groups that both ends of an edge are in, the outermost first. */
function commonGroup({ source, target }: GraphEdge): string[] {
  const [from, to] = [source.split(":").slice(0, -1), target.split(":").slice(0, -1)];
  const differs = from.findIndex((group, index) => group !== to[index]);
  return differs === -1 ? from : from.slice(0, differs);
}

function drawEdge({ source, target, data, conditional }: GraphEdge, wordsPerLine: number): string {
  const label = data === undefined ? undefined : wrap(data, wordsPerLine);
  const plain = conditional === true ? "-.->" : "-->";
  const [before, after] = conditional === true ? ["-.", ".->"] : ["--", "-->"];
  const arrow = label === undefined ? plain : `${before} &nbsp;${label}&nbsp; ${after}`;
  return `\t${toId(source)} ${arrow} ${toId(target)};`;
}

function wrap(text: string, wordsPerLine: number): string {
  const words = text.split(" ");
  const count = Math.ceil(words.length / wordsPerLine);
  const lines = Array.from({ length: count }, (_, line) => words.slice(line * wordsPerLine, (line + 1) * wordsPerLine));
  return lines.map((line) => line.join(" ")).join("&nbsp;<br>&nbsp;");
}

const toId = (id: string): string => id.replaceAll(/[^a-zA-Z0-9_-]/g, "_");
