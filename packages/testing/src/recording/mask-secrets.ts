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

/** Where in a text something looks like a key, or is given as a secret; in order, and apart from each other. */
export function secretSpans(text: string, secrets: Secrets = []): (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (const secret of [...secretTexts, ...secrets])
    for (const { 0: match, index } of text.matchAll(toPattern(secret)))
      if (match !== "") found.push([index, index + match.length]);
  found.sort(([left], [right]) => left - right);
  const spans: [number, number][] = [];
  for (const [from, to] of found) {
    const last = spans.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else spans.push([from, to]);
  }
  return spans;
}

function maskText(text: string, secrets: Secrets): string {
  let masked = "";
  let at = 0;
  for (const [from, to] of secretSpans(text, secrets)) {
    masked += text.slice(at, from) + maskedSecret;
    at = to;
  }
  return masked + text.slice(at);
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
  if (value["lc"] === 1 && value["type"] === "secret") return value; // a component's, and masked by it
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, key === "$" ? entry : maskAll(entry)]));
}

function toPattern(secret: string | RegExp): RegExp {
  if (typeof secret === "string") return new RegExp(secret.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "g");
  return secret.global ? secret : new RegExp(secret.source, `${secret.flags}g`);
}
