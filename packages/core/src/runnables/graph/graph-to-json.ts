import type { JsonSchema, Schema } from "../../schema/schema.js";
import { toJsonSchema } from "../../schema/to-json-schema.js";
import type { Graph } from "./graph.js";
import type { GraphEdge, GraphNode } from "./graph-node.js";
import { isRunnable, partsOfId } from "./node-name.js";

type NodeId = string | number;

/** A graph as plain data. */
export interface GraphJson {
  readonly nodes: readonly {
    readonly id: NodeId;
    readonly type: "runnable" | "schema";
    readonly data: Readonly<Record<string, unknown>>;
    readonly metadata?: Readonly<Record<string, unknown>>;
  }[];
  readonly edges: readonly (Omit<GraphEdge, "source" | "target"> & {
    readonly source: NodeId;
    readonly target: NodeId;
  })[];
}

/** {@link Graph.toJSON}. */
export function graphToJson({ nodes, edges }: Pick<Graph, "nodes" | "edges">): GraphJson {
  const places = new Map<string, NodeId>();
  for (const [place, id] of Object.keys(nodes).entries()) places.set(id, partsOfId(id).isMadeUp ? place : id);
  const placeOf = (id: string) => places.get(id) as NodeId;
  return {
    nodes: Object.values(nodes).map((node) => ({
      id: placeOf(node.id),
      ...dataOf(node),
      ...(node.metadata && { metadata: node.metadata }),
    })),
    edges: edges.map(({ source, target, data, conditional }) => ({
      source: placeOf(source),
      target: placeOf(target),
      ...(data !== undefined && { data }),
      ...(conditional !== undefined && { conditional }),
    })),
  };
}

function dataOf({ data }: GraphNode): Pick<GraphJson["nodes"][number], "type" | "data"> {
  if (isRunnable(data)) return { type: "runnable", data: { id: data.lc_id, name: data.getName() } };
  const { name, schema } = data;
  const described = { $schema: "http://json-schema.org/draft-07/schema#", ...(schema && jsonSchemaOf(schema)) };
  return { type: "schema", data: name === undefined ? described : { ...described, title: name } };
}

/** Nothing where a validator can't say its JSON Schema. */
function jsonSchemaOf(schema: Schema): JsonSchema {
  try {
    return toJsonSchema(schema);
  } catch {
    return {};
  }
}
