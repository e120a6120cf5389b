import { InvalidArgumentError } from "commander";

/** How many runs a list has at most: 1 to 1,000. */
export function parseCount(text: string): number {
  const count = /^\d+$/u.test(text) ? Number(text) : 0;
  if (count < 1 || count > 1000) throw new InvalidArgumentError("It is a number from 1 to 1000.");
  return count;
}
