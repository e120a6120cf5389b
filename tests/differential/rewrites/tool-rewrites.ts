import type { Described } from "../describe-value.js";
import type { HandlerCall } from "../recorder.js";
import { abortError, callOf } from "./calls.js";
import { combine } from "./combine.js";
import { rewriteCalls, type Rewrite } from "./rewrite.js";
import { append } from "./rewrite-order.js";
import { rewriteArgument, rewriteObjects, withError } from "./rewrite-values.js";

const refusal = "Received tool input did not match expected schema";
const start = (input: string, ...call: readonly string[]): HandlerCall => ({
  method: "handleToolStart",
  arguments: [
    { lc: 1, type: "not_implemented", id: ["langchain", "tools", "DynamicStructuredTool"] },
    input,
    "run 1",
    "<undefined>",
    [],
    {},
    "add",
    ...call,
  ],
});
const refused = (issue: string): Described => ({
  "<class>": "ToolInputParsingException",
  name: "ToolInputParsingException",
  message: `${refusal} of "add": a: Invalid input: expected number, received ${issue}`,
});

/** An input that doesn't fit is a run that fails, for each of the two programs. */
export const hearsRefusedInput: Rewrite = ({ outcome }) => {
  const isCall = JSON.stringify(outcome).includes("received undefined");
  const error = refused(isCall ? "undefined" : "string");
  const started = isCall ? start('{"b":1}', "call_1") : start('{"a":"x"}');
  return { calls: [started, callOf("handleToolError", error, { run: "run 1" })], outcome: { threw: error } };
};

/** What is wrong with the arguments of a runnable that is a tool, and where. */
export const namesRefusedArguments: Rewrite = withError(refusal, {
  name: "ToolInputParsingException",
  message: `${refusal} of "double": m: Invalid input: expected number, received undefined`,
});

const noPair: Described = {
  "<class>": "ToolOutputFormatError",
  name: "ToolOutputFormatError",
  message:
    'Tool "t" has `responseFormat: "content_and_artifact"` but returned a string. Return `[content, artifact]`, or leave the format out.',
};

/** The run of a tool that should have returned a pair ends with the error that its caller gets. */
export const endsToolWithoutPair: Rewrite = combine(
  append(callOf("handleToolError", noPair, { run: "run 1" })),
  ({ calls }) => ({ calls, outcome: { threw: noPair } }),
);

/** The child of a tool's function belongs to the tool's run, and has its own name. */
export const belongsToTheTool: Rewrite = combine(
  rewriteArgument(/^handleChainStart$/, 3, () => "run 1"),
  rewriteArgument(/^handleChainStart$/, 7, () => "RunnableLambda"),
  rewriteArgument(/^handleChainEnd$/, 2, () => "run 1"),
);

/** The tool below answers nobody's call; the one above says what it got. */
export const answersItsOwnCall: Rewrite = combine(
  rewriteArgument(/^handleToolStart$/, 7, (id, { arguments: given }) => (given[2] === "run 1" ? id : "<undefined>")),
  rewriteObjects((object) => (object.content === "object" ? { ...object, content: "number" } : object)),
  rewriteArgument(/^handleToolEnd$/, 0, (output, { arguments: given }) => (given[1] === "run 1" ? output : 2)),
);

/** A tool that is cancelled at work ends there, with what it had said. */
export const cancelsToolAtWork: Rewrite = combine(
  rewriteCalls((calls) => {
    const heard = calls.slice(0, -1);
    const isSaidAfter = heard.length > 2;
    return [...(isSaidAfter ? heard.slice(0, 2) : heard), callOf("handleToolError", abortError, { run: "run 1" })];
  }),
  ({ calls }) => ({ calls, outcome: { threw: abortError } }),
);

/** What may go in, and nothing of the dialect: a zod object lets more keys through than it takes, unless it is to be strict. */
export const saysWhatMayGoIn: Rewrite = rewriteObjects((object) => {
  const { $schema, additionalProperties, ...rest } = object;
  if (object.strict === true)
    return { ...object, parameters: { ...(object.parameters as object), additionalProperties: false } };
  const isZod4 = $schema === "https://json-schema.org/draft/2020-12/schema";
  return isZod4 || additionalProperties === undefined ? rest : { ...rest, additionalProperties };
});
