import type { JsonValue } from "@earshot/core/events";

/** What stands where a secret was. */
export const maskedSecret = "[secret]";

/** Texts that are never written, besides those that look like keys. */
export type Secrets = readonly (string | RegExp)[];

const secretName =
  /^(?:.*[-_.]?(?:api|secret|access|private|auth)[-_]?key(?:[-_]?id)?|.*(?:auth|access|refresh|session|id|bearer|csrf)[-_]?token|.*secret|.*passw(?:or)?d|(?:proxy-)?authorization|(?:set-)?cookie|credentials?|token)$/i;

const secretTexts = [
  /\b(?:sk|pk|rk)-[\w-]{16,}/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{12,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-)[\w-]{16,}/g,
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** Masks what looks like a key, and what is given, in a text. */
export function maskText(text: string, secrets: Secrets = []): string {
  let masked = text;
  for (const pattern of secretTexts) masked = masked.replace(pattern, maskedSecret);
  for (const secret of secrets) masked = masked.replaceAll(globally(secret), maskedSecret);
  return masked;
}

/**
 * A copy of some JSON in which texts are masked; where `byName` is true, also what is called like a secret – `apiKey`, `authorization` – and
 * every header.
 */
export function maskSecrets(value: JsonValue, secrets: Secrets, byName: boolean): JsonValue {
  if (typeof value === "string") return maskText(value, secrets);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => maskSecrets(item, secrets, byName));
  const masked: [string, JsonValue][] = Object.entries(value).map(([key, entry]) => {
    if (byName && typeof entry === "string" && secretName.test(key)) return [key, maskedSecret];
    if (byName && /headers$/i.test(key)) return [key, maskAll(entry)];
    return [key, maskSecrets(entry, secrets, byName)];
  });
  return Object.fromEntries(masked); // a key named `__proto__` stays data
}

function maskAll(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return maskedSecret;
  if (Array.isArray(value)) return value.map(maskAll);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, key === "$" ? entry : maskAll(entry)]));
}

function globally(secret: string | RegExp): string | RegExp {
  if (typeof secret === "string" || secret.global) return secret;
  return new RegExp(secret.source, `${secret.flags}g`);
}
