import { EarshotError } from "@earshot/core/errors";

/** The script of `startAnthropicServer` failed: its function threw, or its answer can't be sent. Thrown when the server is disposed. */
export class AnthropicScriptError extends EarshotError {
  override readonly name = "AnthropicScriptError";

  /** `failures` are what went wrong, in the order of the requests; the first is the `cause`. */
  constructor(failures: readonly { readonly requestIndex: number; readonly error: unknown }[]) {
    const [first] = failures;
    const more = failures.length > 1 ? `, and ${failures.length - 1} more failed` : "";
    super(
      `The script of startAnthropicServer failed at request ${first?.requestIndex}${more}: ${messageOf(first?.error)} ` +
        "Correct `reply`; the client was told the same.",
      { code: "ANTHROPIC_SCRIPT", cause: first?.error },
    );
  }
}

/** What an error says, as a sentence. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
