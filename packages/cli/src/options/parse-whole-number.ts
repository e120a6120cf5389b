import { InvalidArgumentError } from "commander";

/** A count that may be nothing. */
export function parseWholeNumber(text: string): number {
  if (!/^\d{1,15}$/u.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}
