import { EarshotError } from "../../errors/earshot-error.js";

/** Something was asked of a graph that its nodes and edges don't allow, or that isn't done here. */
export class GraphError extends EarshotError {
  override readonly name = "GraphError";

  constructor(message: string) {
    super(message, { code: "GRAPH" });
  }
}
