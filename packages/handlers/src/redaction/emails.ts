import type { TextRule } from "./text-rule.js";

// Latin with its accents, Greek and Cyrillic. Scripts that are written without spaces would be taken for a part of the address.
const letter = "A-Za-z\\u00c0-\\u024f\\u0370-\\u052f";
const local = `[${letter}0-9._%+'-]`;
const alphanumeric = `[${letter}0-9]`;
const label = `${alphanumeric}(?:[${letter}0-9-]{0,61}${alphanumeric})?`;

/** E-mail addresses. */
export const emails: TextRule = {
  name: "email",
  pattern: new RegExp(`(?<!${local})${local}{1,256}@(?:${label}\\.){1,8}[${letter}]{2,24}(?!${alphanumeric})`),
};
