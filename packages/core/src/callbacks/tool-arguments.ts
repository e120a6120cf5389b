/** A tool's input as its start event says it: as text, and as what the text stands for if it is JSON. */
export function toolArguments(input: unknown): { readonly input: string; readonly args: unknown } {
  if (typeof input !== "string") return { input: JSON.stringify(input) ?? "", args: input };
  return { input, args: parsed(input) };
}

function parsed(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
