import { sanitizeLine } from "./sanitize-text.js";
import { clip } from "./preview.js";

const maxCauses = 5;

/** An error in one line, and a line for each of its causes, nearest first. A cause that is its own cause ends the list. */
export function describeError(error: unknown): readonly [string, ...string[]] {
  const seen = new Set<unknown>([error]);
  const causes: string[] = [];
  for (
    let cause = causeOf(error);
    cause !== undefined && !seen.has(cause) && causes.length < maxCauses;
    cause = causeOf(cause)
  ) {
    seen.add(cause);
    causes.push(headline(cause));
  }
  return [headline(error), ...causes];
}

/** The lines of an error's stack in the app's own code; none for what is no error. */
export function stackLines(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) return [];
  return error.stack
    .split("\n")
    .filter((line) => /^\s+at /u.test(line) && !/node:|[/\\]@earshot[/\\]/u.test(line))
    .map((line) => sanitizeLine(line.trim()));
}

function headline(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return clip(sanitizeLine(text), 500);
}

function causeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? (error as { readonly cause?: unknown }).cause : undefined;
}
