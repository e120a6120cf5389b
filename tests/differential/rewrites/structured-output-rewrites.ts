import { combine } from "./combine.js";
import { rewriteArgument, rewriteObjects, withError } from "./rewrite-values.js";

const parserId = ["earshot", "language_models", "StructuredOutputParser"];
const isLambda = (value: unknown): boolean =>
  JSON.stringify(value) === JSON.stringify(["langchain_core", "runnables", "RunnableLambda"]);

/** A parser of its own kind stands where LangChain has a lambda. */
export const parsesInAParser = combine(
  rewriteObjects((object) => (isLambda(object.id) ? { ...object, id: parserId } : object)),
  rewriteObjects((object) => ("first" in object && !("middle" in object) ? { ...object, middle: [] } : object)),
  rewriteArgument(/ChainStart$/, 6, (type, { arguments: [, , , parent] }) =>
    parent === "<undefined>" ? type : "parser",
  ),
  rewriteArgument(/ChainStart$/, 7, (name) => (name === "RunnableLambda" ? "StructuredOutputParser" : name)),
);

/** The model is told which tool to call. */
export const forcesTheTool = rewriteObjects((object) =>
  "tools" in object ? { ...object, tool_choice: "person" } : object,
);

export const namesModelWithoutTools = withError(
  'Chat model must implement ".bindTools()" to use withStructuredOutput.',
  {
    name: "StructuredOutputUnsupportedError",
    message:
      'InvokedModel can\'t give structured output by "functionCalling": it does not implement bindTools. Choose another `method`, or another model.',
  },
);
