import { inspect, isDeepStrictEqual } from "node:util";
import { ConformanceError } from "./conformance-error.js";

const show = (value: unknown): string => inspect(value, { depth: 4, breakLength: 120 });

/** @throws ConformanceError unless the two are deeply equal */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  if (!isDeepStrictEqual(actual, expected))
    throw new ConformanceError(`${what}: expected ${show(expected)}, got ${show(actual)}`);
}

/** @throws ConformanceError unless it holds */
export function expectThat(holds: boolean, what: string): void {
  if (!holds) throw new ConformanceError(what);
}
