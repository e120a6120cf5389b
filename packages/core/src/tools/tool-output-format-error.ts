import { EarshotError } from "../errors/earshot-error.js";

/** A tool that says it answers with content and an artifact returned something else. */
export class ToolOutputFormatError extends EarshotError {
  override readonly name = "ToolOutputFormatError";
  /** What the tool returned. */
  readonly output: unknown;

  constructor(toolName: string, output: unknown) {
    const what = Array.isArray(output) ? `a list of ${output.length}` : output === null ? "null" : `a ${typeof output}`;
    super(
      `Tool "${toolName}" has \`responseFormat: "content_and_artifact"\` but returned ${what}. Return \`[content, artifact]\`, or leave the format out.`,
      { code: "TOOL_OUTPUT_FORMAT" },
    );
    this.output = output;
  }
}
