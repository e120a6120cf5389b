import type { Program, Stage } from "../program.js";

interface DrawnGraph {
  toJSON(): unknown;
  drawMermaid(options?: { withStyles?: boolean; wrapLabelNWords?: number }): string;
}

const draw = (graph: DrawnGraph): unknown => [JSON.parse(JSON.stringify(graph.toJSON())), graph.drawMermaid()];
const plusOne = (input: number) => input + 1;

/** A graph put together by hand: a label, a condition, metadata. */
function handMade({ library }: Stage) {
  const graph = new library.Graph();
  const named = library.RunnableLambda.from(plusOne);
  named.name = "with spaces & (more)";
  const first = graph.addNode(library.RunnableLambda.from(plusOne), "the first");
  const second = graph.addNode(named, undefined, { author: "somebody", count: 1 });
  const third = graph.addNode(library.RunnableLambda.from(plusOne), "sub:third");
  graph.addEdge(first, second, "a label of several words", true);
  graph.addEdge(second, third, "plain");
  graph.addEdge(first, third, undefined, true);
  return graph;
}

/** `getGraph` of what LangChain can draw, and graphs put together by hand. */
export const graphPrograms: readonly Program[] = [
  {
    name: "graph: of a lambda",
    run: ({ library }) => draw(library.RunnableLambda.from(plusOne).getGraph()),
  },
  {
    name: "graph: of prompt, model and parser",
    run: ({ library, models }) =>
      draw(
        library.ChatPromptTemplate.fromTemplate("{question}")
          .pipe(new models.StreamingModel())
          .pipe(new library.StringOutputParser())
          .getGraph(),
      ),
  },
  {
    name: "graph: of a sequence in a sequence",
    run: ({ library, models }) =>
      draw(
        library.RunnableSequence.from([
          (question: string) => ({ question }),
          library.RunnableSequence.from([
            library.ChatPromptTemplate.fromTemplate("{question}"),
            new models.StreamingModel(),
          ]),
          new library.StringOutputParser(),
        ]).getGraph(),
      ),
  },
  {
    name: "graph: of lambdas of the same name",
    run: ({ library }) => draw(library.RunnableSequence.from([plusOne, plusOne, plusOne]).getGraph()),
  },
  {
    name: "graph: of what has a config bound to it",
    run: ({ library }) =>
      library.RunnableSequence.from([plusOne, new library.StringOutputParser() as never])
        .withConfig({ tags: ["tag"] })
        .getGraph()
        .drawMermaid({ withStyles: false }),
  },
  {
    name: "graph: of a runnable with fallbacks",
    run: ({ library }) =>
      library.RunnableLambda.from(plusOne)
        .withFallbacks([library.RunnableLambda.from(plusOne)])
        .getGraph()
        .drawMermaid({ withStyles: false }),
  },
  {
    name: "graph: made by hand",
    run: (stage) => {
      const graph = handMade(stage);
      return [draw(graph), graph.firstNode()?.id, graph.lastNode()?.id, Object.keys(graph.reid().nodes)];
    },
  },
  {
    name: "graph: drawn plainly, and with short lines",
    run: (stage) => {
      const graph = handMade(stage);
      return [graph.drawMermaid({ withStyles: false }), graph.drawMermaid({ wrapLabelNWords: 2 })];
    },
  },
  {
    name: "graph: trimmed",
    run: (stage) => {
      const graph = handMade(stage);
      graph.trimFirstNode();
      const trimmed = draw(graph);
      graph.trimLastNode();
      return [trimmed, draw(graph)];
    },
  },
  {
    name: "graph: extended",
    run: (stage) => {
      const graph = new stage.library.Graph();
      const ends = graph.extend(handMade(stage), "inner");
      return [ends.map((end) => end?.id), Object.keys(graph.nodes).length, graph.edges.length, graph.drawMermaid()];
    },
  },
  {
    name: "graph: empty",
    run: ({ library }) => {
      const graph = new library.Graph();
      return [draw(graph), graph.firstNode(), graph.lastNode()];
    },
  },
];
