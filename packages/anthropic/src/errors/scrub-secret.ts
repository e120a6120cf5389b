/** The text without the secret. A short "secret" is left alone: replacing every "a" would destroy the message and hide nothing. */
export function scrubSecret(text: string, secret: string | undefined): string {
  const trimmed = secret?.trim();
  if (trimmed === undefined || trimmed.length < 6) return text;
  return text.split(trimmed).join("***");
}

/**
 * The cause to keep: the error itself, unless its text shows the secret (`fetch` quotes a header it refuses, e.g. a key with a
 * line break in it) – then a copy of its name and its text without the secret.
 */
export function scrubCause(cause: unknown, secret: string | undefined): unknown {
  if (!mentions(cause, secret)) return cause;
  const scrubbed = new Error(scrubSecret(cause instanceof Error ? cause.message : String(cause), secret));
  if (cause instanceof Error) scrubbed.name = cause.name;
  scrubbed.stack = `${scrubbed.name}: ${scrubbed.message}`;
  return scrubbed;
}

function mentions(cause: unknown, secret: string | undefined): boolean {
  for (let level = cause, depth = 0; level !== undefined && level !== null && depth < 8; depth += 1) {
    const text = level instanceof Error ? level.message : String(level); // the stack repeats the message, and is dear to read
    if (scrubSecret(text, secret) !== text) return true;
    level = level instanceof Error ? level.cause : undefined;
  }
  return false;
}
