/** An error as text: message and stack. */
export function stringifyError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack === undefined ? error.message : `${error.message}\n\n${error.stack}`;
}
