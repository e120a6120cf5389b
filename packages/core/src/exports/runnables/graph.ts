export { Graph } from "../../runnables/graph/graph.js";
export { GraphError } from "../../runnables/graph/graph-error.js";
export type { MermaidOptions } from "../../runnables/graph/draw-mermaid.js";
export type { GraphEdge as Edge, GraphNode as Node, GraphSchema } from "../../runnables/graph/graph-node.js";
export type { GraphJson } from "../../runnables/graph/graph-to-json.js";
