import { noUuid } from "./no-uuid.js";
import type { TextRule } from "./text-rule.js";

/** Numbers of credit cards: 13 to 19 digits in groups or without, with a check digit that is right. */
export const creditCards: TextRule = {
  name: "credit card",
  pattern: new RegExp(`(?<![\\d.,])${noUuid(1)}${/[2-6]\d{3}(?:[ -]?\d){9,15}(?!\d)/.source}`),
  accept: cardLength,
};

/** How much of what was found is a card's number: further groups of digits may follow it. */
function cardLength(found: string): number {
  for (let end = found.length; end >= 13; end--) {
    if (end < found.length && /\d/.test(found[end] ?? "")) continue; // not within a group
    const digits = found.slice(0, end).replace(/\D/g, "");
    if (digits.length < 13) return 0;
    if (/\d/.test(found[end - 1] ?? "") && isLuhn(digits) && !/^(\d)\1*$/.test(digits)) return end;
  }
  return 0;
}

/** The check that all card numbers have. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
