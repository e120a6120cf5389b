/** One place where two values differ; a side that has nothing there is undefined. */
export interface Difference {
  /** E.g. `messages[1].content`; empty for the values themselves. */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Every place where two values of plain data differ, in the order of their keys. */
export function findDifferences(expected: unknown, actual: unknown, path = ""): Difference[] {
  if (Object.is(expected, actual)) return [];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      findDifferences(expected[index], actual[index], `${path}[${index}]`),
    );
  }
  if (isRecord(expected) && isRecord(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...keys].flatMap((key) =>
      findDifferences(expected[key], actual[key], path === "" ? key : `${path}.${key}`),
    );
  }
  return [{ path, expected, actual }];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
