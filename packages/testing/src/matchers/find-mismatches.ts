import { isBaseMessage } from "@earshot/core/messages";
import { findDifferences, type Difference } from "../differences/find-differences.js";
import { toJson } from "../replay/canonical-request.js";

/** Where a value is not what a pattern says, as `EventPattern` puts it. None: it matches. */
export function findMismatches(pattern: unknown, actual: unknown, path = ""): Difference[] {
  const differs = [{ path, expected: pattern, actual }];
  if (Object.is(pattern, actual)) return [];
  if (isAsymmetric(pattern)) return pattern.asymmetricMatch(actual) ? [] : differs;
  if (typeof pattern === "function") return (pattern as (value: unknown) => boolean)(actual) ? [] : differs;
  if (pattern instanceof RegExp) return pattern.test(textOf(actual)) ? [] : differs;
  if (typeof pattern === "string" && isBaseMessage(actual)) return pattern === actual.text ? [] : differs;
  if (typeof pattern !== "object" || pattern === null || typeof actual !== "object" || actual === null) return differs;
  if (Array.isArray(pattern)) return mismatchesOfList(pattern, actual, path);
  if (!isPlain(pattern) && !(pattern instanceof Error)) return findDifferences(toJson(pattern), toJson(actual), path); // dates, maps, messages: as a whole
  const keys = pattern instanceof Error ? ["name", "message", ...Object.keys(pattern)] : Object.keys(pattern);
  return keys.flatMap((key) =>
    findMismatches(Reflect.get(pattern, key), Reflect.get(actual, key), path === "" ? key : `${path}.${key}`),
  );
}

function mismatchesOfList(pattern: readonly unknown[], actual: object, path: string): Difference[] {
  if (!Array.isArray(actual) || actual.length !== pattern.length) return [{ path, expected: pattern, actual }];
  return pattern.flatMap((each, index) => findMismatches(each, actual[index], `${path}[${index}]`));
}

interface Asymmetric {
  asymmetricMatch(actual: unknown): boolean;
}

function isAsymmetric(pattern: unknown): pattern is Asymmetric {
  return typeof (pattern as Partial<Asymmetric> | null | undefined)?.asymmetricMatch === "function";
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function textOf(value: unknown): string {
  if (isBaseMessage(value)) return value.text;
  return typeof value === "string" ? value : "";
}
