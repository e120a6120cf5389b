/** What a tool may return in the place of a value: it reaches the caller as it is, and no message is put around it. */
export interface DirectToolOutput {
  readonly lc_direct_tool_output: true;
}

/** True for a message that a tool made itself, or whatever else is marked like one. */
export function isDirectToolOutput(value: unknown): value is DirectToolOutput {
  return (
    typeof value === "object" && value !== null && (value as Partial<DirectToolOutput>).lc_direct_tool_output === true
  );
}
