import type { Runnable } from "../runnable.js";
import { uuidV7 } from "../../util/uuid-v7.js";
import { drawMermaid, type MermaidOptions } from "./draw-mermaid.js";
import { GraphError } from "./graph-error.js";
import { graphToJson, type GraphJson } from "./graph-to-json.js";
import type { GraphEdge, GraphNode, GraphSchema } from "./graph-node.js";
import { nodeName, partsOfId } from "./node-name.js";

/**
 * Nodes and the edges between them: what a runnable is made of, as `getGraph()` answers it, or one that is put together by hand.
 *
 * @example
 * ```ts
 * import { RunnableLambda } from "@earshot/core/runnables";
 *
 * const chain = RunnableLambda.from((n: number) => n + 1).pipe((n: number) => `${n}!`);
 * console.log(chain.getGraph().drawMermaid({ withStyles: false }));
 * // => graph TD;
 * // => 	RunnableLambdaInput --> Lambda_1;
 * // => 	Lambda_2 --> RunnableLambdaOutput;
 * // => 	Lambda_1 --> Lambda_2;
 * ```
 */
export class Graph {
  nodes: Record<string, GraphNode>;
  edges: GraphEdge[];

  constructor(parts: { nodes?: Record<string, GraphNode>; edges?: GraphEdge[] } = {}) {
    this.nodes = parts.nodes ?? {};
    this.edges = parts.edges ?? [];
  }

  /** @throws GraphError if there is a node with this id */
  addNode(data: Runnable | GraphSchema, id?: string, metadata?: Readonly<Record<string, unknown>>): GraphNode {
    if (id !== undefined && id in this.nodes)
      throw new GraphError(`The graph has a node "${id}" already. Give another id, or none.`);
    const nodeId = id ?? uuidV7();
    const node = { id: nodeId, name: nodeName(nodeId, data), data, ...(metadata && { metadata }) };
    this.nodes[nodeId] = node;
    return node;
  }

  /** Takes the node out, and the edges from and to it. */
  removeNode({ id }: Pick<GraphNode, "id">): void {
    delete this.nodes[id];
    this.edges = this.edges.filter(({ source, target }) => source !== id && target !== id);
  }

  /** @throws GraphError if one of the nodes isn't in the graph */
  addEdge(
    source: Pick<GraphNode, "id">,
    target: Pick<GraphNode, "id">,
    ...[data, conditional]: [data?: string | undefined, conditional?: boolean | undefined]
  ): GraphEdge {
    for (const { id } of [source, target])
      if (!(id in this.nodes)) throw new GraphError(`The graph has no node "${id}". Add it before an edge to it.`);
    const edge = {
      source: source.id,
      target: target.id,
      ...(data !== undefined && { data }),
      ...(conditional !== undefined && { conditional }),
    };
    this.edges.push(edge);
    return edge;
  }

  /** The one node that no edge leads to; `undefined` if there are none or several. */
  firstNode(): GraphNode | undefined {
    return this.#only((edge) => edge.target);
  }

  /** The one node that no edge leads away from; `undefined` if there are none or several. */
  lastNode(): GraphNode | undefined {
    return this.#only((edge) => edge.source);
  }

  /**
   * Takes over all nodes and edges of another graph, without joining them to its own. With a `prefix` their ids begin with it, unless
   * they are made up.
   *
   * @returns the first and the last of the added nodes, each `undefined` where the other graph has none
   */
  extend(graph: Graph, prefix = ""): readonly [first: GraphNode | undefined, last: GraphNode | undefined] {
    const isNamed = prefix !== "" && !Object.keys(graph.nodes).every((id) => partsOfId(id).isMadeUp);
    const rename = (id: string) => (isNamed ? `${prefix}:${id}` : id);
    const [first, last] = [graph.firstNode(), graph.lastNode()];
    for (const node of Object.values(graph.nodes)) this.nodes[rename(node.id)] = { ...node, id: rename(node.id) };
    for (const edge of graph.edges)
      this.edges.push({ ...edge, source: rename(edge.source), target: rename(edge.target) });
    return [first && this.nodes[rename(first.id)], last && this.nodes[rename(last.id)]];
  }

  /** Takes the first node out if what is left has a first node, too. */
  trimFirstNode(): void {
    const node = this.firstNode();
    if (node !== undefined && this.#only((edge) => edge.target, node.id) !== undefined) this.removeNode(node);
  }

  /** Takes the last node out if what is left has a last node, too. */
  trimLastNode(): void {
    const node = this.lastNode();
    if (node !== undefined && this.#only((edge) => edge.source, node.id) !== undefined) this.removeNode(node);
  }

  /** The same graph with readable ids in the place of made-up ones: the nodes' names, numbered where several have the same. */
  reid(): Graph {
    const all = Object.values(this.nodes);
    const readable = all.map(({ id, name }) => {
      const { groups, isMadeUp } = partsOfId(id);
      return isMadeUp ? groups + name : id;
    });
    const seen = new Map<string, number>();
    const ids = new Map<string, string>();
    for (const [place, id] of readable.entries()) {
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      const isShared = readable.indexOf(id) !== readable.lastIndexOf(id);
      ids.set((all[place] as GraphNode).id, isShared ? `${id}_${count}` : id);
    }
    const rename = (id: string) => ids.get(id) as string;
    return new Graph({
      nodes: Object.fromEntries(all.map((node) => [rename(node.id), { ...node, id: rename(node.id) }])),
      edges: this.edges.map((edge) => ({ ...edge, source: rename(edge.source), target: rename(edge.target) })),
    });
  }

  /** Plain data: nodes and edges, made-up ids replaced by the node's place. */
  toJSON(): GraphJson {
    return graphToJson(this);
  }

  /** The graph as text in Mermaid's language, which Markdown viewers draw. */
  drawMermaid(options?: MermaidOptions): string {
    return drawMermaid(this.reid(), options);
  }

  /** Not done here: a picture is drawn by a service on the network, and what a program is made of is nobody's business. Always rejects. */
  drawMermaidPng(): Promise<never> {
    return Promise.reject(
      new GraphError(
        "A PNG is drawn by a service on the network, to which the structure of this program would be sent. " +
          "Give what drawMermaid() answers to Mermaid itself, or to a service of your choice.",
      ),
    );
  }

  /** The only node that is at no edge's end of this kind, the node `without` and its edges left out. */
  #only(endOf: (edge: GraphEdge) => string, without?: string): GraphNode | undefined {
    const taken = new Set(
      this.edges.filter(({ source, target }) => source !== without && target !== without).map(endOf),
    );
    const free = Object.values(this.nodes).filter(({ id }) => id !== without && !taken.has(id));
    return free.length === 1 ? free[0] : undefined;
  }
}
