import type { ForeignOutcome } from "@earshot/core/events/foreign";

/** The parts of an error by which LangChain's packages tell what it means. */
interface MarkedError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly is_bubble_up?: unknown;
  readonly command?: unknown;
}

/** What providers' SDKs, LangChain and LangGraph throw for an abort. A plain `Error` is told by its message. */
const abortNames = new Set(["AbortError", "ModelAbortError", "APIUserAbortError"]);
const abortMessages = new Set(["Abort", "Aborted", "AbortError"]);

/** How a run ended that LangChain says an error of: many of them are no failures. */
export function outcomeOfError(error: unknown): ForeignOutcome {
  if (typeof error !== "object" || error === null) return { status: "error", error };
  const { name, is_bubble_up, command } = error as MarkedError;
  // A subgraph that hands over to its parent has done what it was to do.
  if (name === "ParentCommand") return { status: "ok", output: command };
  if (is_bubble_up === true) return { status: "interrupted", error };
  return { status: isAbort(error as MarkedError) ? "cancelled" : "error", error };
}

function isAbort(error: MarkedError): boolean {
  const { name, message } = error;
  if (abortNames.has(String(name))) return true;
  // A config's timeout is the platform's; a provider's, of which only the name is the same, is a failure like any.
  if (name === "TimeoutError") return error instanceof DOMException;
  return name === "Error" && abortMessages.has(String(message));
}
