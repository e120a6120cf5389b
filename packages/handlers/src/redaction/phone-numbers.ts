import { noUuid } from "./no-uuid.js";
import type { TextRule } from "./text-rule.js";

/** Forms that little else has: a number without any sign of being one, such as 5551234567, is left. */
const forms: readonly RegExp[] = [
  /(?:(?<!\w)\+|(?<!\w|\d-|\d\d[ ])00)[1-9](?:[ ./-]?(?:\(0?\d{0,5}\)[ ]?)?\d){6,13}(?!\d)/, // +49 (0)30 1234567, 0044 20 7946 0958; behind a lone digit, but not in groups of them
  /(?:\(\d{3}\)[ ]?|(?<![\w.-])\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-]|\.\d)/, // (555) 123-4567
  /(?<![\w.-])0[1-9](?:[ .-]\d{2}){4}(?![\w-]|[ .]\d)/, // 01 23 45 67 89
  /(?<![\w.-])0[1-9]\d{1,3}(?:[ ]\d{3,4}[ ]\d{3,4}|[ ]?\/[ ]?\d{5,9}|-\d{6,9}|[ ]\d{6,8})(?![\w-]|\.\d)/, // 020 7946 0958, 030/1234567
];

/** Phone numbers: international ones, and the common national forms of North America, France, the United Kingdom and Germany. */
export const phoneNumbers: TextRule = {
  name: "phone",
  pattern: new RegExp(`${noUuid(1)}(?:${forms.map(({ source }) => source).join("|")})`),
};
