import { describe, expect, it } from "vitest";
import { StringOutputParser } from "../../exports/output_parsers.js";
import {
  composedOf,
  HeardRunnable,
  type Runnable,
  RunnableLambda,
  type RunnablePart,
  RunnableSequence,
} from "../../exports/runnables.js";
import { Graph, GraphError } from "../../exports/runnables/graph.js";

const adding = RunnableLambda.from((input: number) => input + 1, { name: "adding" });
const edgesOf = (runnable: Runnable<never>) =>
  runnable
    .getGraph()
    .drawMermaid({ withStyles: false })
    .split("\n")
    .slice(1, -1)
    .map((line) => line.trim());

/** A composite as anybody may write one. */
class Either extends HeardRunnable<number, number> {
  override lc_namespace = ["example"];
  readonly branches: Readonly<Record<string, Runnable>>;

  constructor(branches: Readonly<Record<string, Runnable>>) {
    super();
    this.branches = branches;
  }

  *[composedOf](): Generator<RunnablePart> {
    for (const [label, runnable] of Object.entries(this.branches)) yield { runnable, label, conditional: true };
  }

  protected override execute(input: number): number {
    return input;
  }
}

describe("the graph of a runnable", () => {
  it("shows a composite's parts beside each other, with the composite's ends as junctions where they are needed", () => {
    const either = new Either({ small: adding as Runnable, large: adding.pipe(adding) as Runnable });
    expect(edgesOf(RunnableSequence.from([adding, either, new StringOutputParser() as never]) as never)).toEqual([
      "addingInput --> adding_1;",
      "EitherInput -. &nbsp;small&nbsp; .-> adding_2;",
      "adding_2 --> EitherOutput;",
      "adding_3 --> adding_4;",
      "EitherInput -. &nbsp;large&nbsp; .-> adding_3;",
      "adding_4 --> EitherOutput;",
      "adding_1 --> EitherInput;",
      "StrOutputParser --> StrOutputParserOutput;",
      "EitherOutput --> StrOutputParser;",
    ]);
  });

  it("looks through what adds nothing: a config, retries, listeners", () => {
    const plain = edgesOf(adding as never);
    for (const made of [adding.withConfig({ tags: ["a"] }), adding.withRetry(), adding.withListeners({})])
      expect(edgesOf(made as never)).toEqual(plain);
  });

  it("says the schemas that are known", () => {
    const described = Object.assign(
      RunnableLambda.from((input: { n: number }) => input.n),
      {
        inputSchema: { type: "object", properties: { n: { type: "number" } } },
      },
    );
    expect(described.getGraph().toJSON().nodes[0]?.data).toEqual({
      $schema: "http://json-schema.org/draft-07/schema#",
      title: "RunnableLambdaInput",
      type: "object",
      properties: { n: { type: "number" } },
    });
  });

  it("changes nothing of the runnable, and is made anew each time", () => {
    const graph = adding.getGraph();
    graph.trimFirstNode();
    expect(Object.keys(graph.nodes)).toHaveLength(2);
    expect(Object.keys(adding.getGraph().nodes)).toHaveLength(3);
  });
});

describe("a graph made by hand", () => {
  it("refuses an id that is taken, and edges to nodes it doesn't have", () => {
    const graph = new Graph();
    const node = graph.addNode(adding as Runnable, "one");
    expect(() => graph.addNode(adding as Runnable, "one")).toThrow(GraphError);
    expect(() => graph.addEdge(node, { id: "two" })).toThrow('no node "two"');
    expect(() => graph.addEdge({ id: "two" }, node)).toThrow(expect.objectContaining({ code: "GRAPH" }) as Error);
  });

  it("is not sent anywhere to be drawn", async () => {
    await expect(new Graph().drawMermaidPng()).rejects.toThrow("drawMermaid()");
  });

  it("loses a node's edges with the node", () => {
    const graph = new Graph();
    const [one, two, three] = ["one", "two", "three"].map((id) => graph.addNode(adding as Runnable, id));
    graph.addEdge(one!, two!);
    graph.addEdge(two!, three!);
    graph.addEdge(one!, three!);
    graph.removeNode(two!);
    expect(graph.edges).toEqual([{ source: "one", target: "three" }]);
  });

  it("has no first and no last node in a circle, and keeps its nodes when trimmed", () => {
    const graph = new Graph();
    const [one, two] = [graph.addNode(adding as Runnable), graph.addNode(adding as Runnable)];
    graph.addEdge(one, two);
    graph.addEdge(two, one);
    expect([graph.firstNode(), graph.lastNode()]).toEqual([undefined, undefined]);
    graph.trimFirstNode();
    graph.trimLastNode();
    expect(Object.keys(graph.nodes)).toHaveLength(2);
  });

  it("draws nodes of a group together, groups within groups too", () => {
    const graph = new Graph();
    const [a, b, c, d] = ["g:a", "g:h:b", "g:h:c", "d"].map((id) => graph.addNode(adding as Runnable, id));
    graph.addEdge(a!, b!);
    graph.addEdge(b!, c!);
    graph.addEdge(c!, d!);
    expect(graph.drawMermaid({ withStyles: false }).trimEnd().split("\n")).toEqual([
      "graph TD;",
      "\tg_h_c --> d;",
      "\tsubgraph g",
      "\tg_a --> g_h_b;",
      "\tsubgraph h",
      "\tg_h_b --> g_h_c;",
      "\tend",
      "\tend",
    ]);
  });
});
