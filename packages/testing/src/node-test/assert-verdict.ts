import { AssertionError } from "node:assert";
import type { Verdict } from "../matchers/verdict.js";

/** @throws AssertionError unless the check passed, with what was expected and what was there */
export function assertVerdict({ pass, message, expected, actual }: Verdict, operator: string): void {
  if (!pass) throw new AssertionError({ message: message(), expected, actual, operator });
}
