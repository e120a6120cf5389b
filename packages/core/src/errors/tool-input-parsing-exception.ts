import type { SchemaIssue } from "../schema/schema-error.js";
import { EarshotError } from "./earshot-error.js";

/** What is known of an input that a tool can't take. */
export interface ToolInputProblem {
  readonly issues: readonly SchemaIssue[];
  /** The input as it came. */
  readonly input: unknown;
  /** The message shows the input too; it is the model's or the user's own words. */
  readonly isVerbose?: boolean | undefined;
  readonly cause?: unknown;
}

/**
 * A tool was given an input that its schema doesn't let through. `issues` has each thing that is wrong, with its path: enough for a model to
 * try again with.
 */
export class ToolInputParsingException extends EarshotError {
  override readonly name = "ToolInputParsingException";
  readonly toolName: string;
  readonly issues: readonly SchemaIssue[];
  /** The input as it came. */
  readonly input: unknown;
  /** The same as JSON, where it can be written so: LangChain's name for it. */
  readonly output: string | undefined;

  constructor(toolName: string, { issues, input, isVerbose, cause }: ToolInputProblem) {
    const output = jsonOf(input);
    const list = issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
    const details = isVerbose === true ? `\nDetails: the input was ${output ?? String(input)}` : "";
    super(`Received tool input did not match expected schema of "${toolName}": ${list}${details}`, {
      code: "TOOL_INPUT",
      cause,
    });
    this.toolName = toolName;
    this.issues = issues;
    this.input = input;
    this.output = output;
  }
}

function jsonOf(input: unknown): string | undefined {
  try {
    return JSON.stringify(input);
  } catch {
    return undefined;
  }
}
