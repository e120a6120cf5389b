/**
 * One exam question. A suite is a list of them, so that any test runner can ask: `for (const { name, run, skip } of cases) test(name, { skip }, run)`
 * with node:test, `it.skipIf(skip)(name, run)` with Vitest.
 */
export interface ConformanceCase {
  readonly name: string;
  /** Why the subject does not take it. */
  readonly skip: string | undefined;
  /** Rejects with a `ConformanceError` that says what was expected and what came. */
  run(): Promise<void>;
}

/** Case name → the reason why a subject does not take it. An empty reason is none. */
export type ConformanceSkips = Readonly<Record<string, string>>;

/**
 * The cases of a suite, those that are skipped marked so.
 *
 * @throws if a skip names no case, or gives no reason
 */
export function casesOf(
  exams: Readonly<Record<string, () => Promise<void>>>,
  skips: ConformanceSkips = {},
): readonly ConformanceCase[] {
  for (const [name, reason] of Object.entries(skips)) {
    if (!(name in exams))
      throw new TypeError(`There is no case "${name}" to skip. Cases: ${Object.keys(exams).join(", ")}`);
    if (reason === "") throw new TypeError(`Say why the case "${name}" is skipped.`);
  }
  return Object.entries(exams).map(([name, run]) => ({ name, skip: skips[name], run }));
}
