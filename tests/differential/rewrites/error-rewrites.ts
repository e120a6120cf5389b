import type { Described } from "../describe-value.js";
import { combine } from "./combine.js";
import type { Rewrite } from "./rewrite.js";
import { withError } from "./rewrite-values.js";

const TROUBLESHOOTING =
  "\n\nTroubleshooting URL: https://docs.langchain.com/oss/javascript/langchain/errors/INVALID_PROMPT_INPUT/\n";

const missing = (variable: string, given: string): Rewrite => {
  const error = missingVariable(variable, given);
  return combine(
    withError(`Missing value for input variable \`${variable}\`${TROUBLESHOOTING}`, error),
    withError(`(f-string) Missing value for input ${variable}${TROUBLESHOOTING}`, error),
  );
};

/** The error of a prompt that has no value for a variable. */
export const missingVariable = (variable: string, given: string): { name: string; message: string } => ({
  name: "MissingVariableError",
  message: `The prompt has no value for "${variable}". It was given ${given}. Pass the missing values, set them with partial(), or double the braces ({{ }}) where they are plain text.`,
});

/** An error as a program throws it. */
export const thrown = (message: string): Described => ({ "<class>": "Error", name: "Error", message });

/** A missing variable by its own error, for each of the prompts in the programs. */
export const namesMissingVariables: Rewrite = combine(missing("question", "no values"), missing("tone", '"question"'));

/** A lambda that recurses too deep, and the setting that says how deep is too deep. */
export const namesRecursingLambda: Rewrite = withError("Recursion limit reached.", {
  name: "RecursionLimitError",
  message:
    '"RunnableLambda" kept returning runnables until the recursion limit was reached. Raise `recursionLimit` in the config if that is meant.',
});

/** A custom event that no run said. */
export const namesCustomEvent: Rewrite = ({ calls }) => {
  const message =
    'The custom event "progress" belongs to no run: no config was given. Pass on the config that the run\'s body is handed.';
  return { calls, outcome: { threw: { "<class>": "NoRunError", name: "NoRunError", message } } };
};

/** A timeout by its own error, which keeps the platform's name. */
export const namesTimedOutRun: Rewrite = (recording) => {
  const run = recording.calls[0]?.method === "handleChainStart" ? "RunnableLambda" : "StreamingModel";
  const message = `Run "${run}" did not finish within its timeout of 15 ms. Raise \`timeout\` in its config if it needs longer.`;
  return withError(
    "The operation was aborted due to timeout",
    { name: "TimeoutError", message },
    "RunTimeoutError",
  )(recording);
};
